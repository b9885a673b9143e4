import type { ChatApi } from "@simplex-chat/api"
import { mkdir, mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { ConfigurationError } from "../errors.ts"
import type { BotOptions } from "./options.ts"

/** The folders for files, as the core gets them. */
export interface FileFolders {
  readonly filesFolder: string
  readonly tempFolder: string
}

/**
 * Where files go: where the options say, and otherwise beside a SQLite database. Undefined for other
 * databases without these options.
 */
export function fileFolders({
  db,
  ...options
}: Pick<BotOptions, "db" | "filesFolder" | "tempFolder">): FileFolders | undefined {
  const beside = "filePrefix" in db ? db.filePrefix : undefined
  const filesFolder = options.filesFolder ?? (beside === undefined ? undefined : `${beside}_files`)
  const tempFolder =
    options.tempFolder ?? (filesFolder === undefined ? undefined : `${filesFolder}/tmp`)
  if (filesFolder === undefined || tempFolder === undefined) return undefined
  return { filesFolder: resolve(filesFolder), tempFolder: resolve(tempFolder) }
}

/**
 * Sets the folders of the core for files. Without it, downloads land in the temporary folder of the system,
 * under names that others chose. The core forgets it with its process.
 *
 * @throws {ConfigurationError} when they cannot be made
 */
export async function setFileFolders(api: ChatApi, folders: FileFolders): Promise<void> {
  const { filesFolder: appFilesFolder, tempFolder: appTempFolder } = folders
  await makeFolder("filesFolder", appFilesFolder)
  await makeFolder("tempFolder", appTempFolder)
  // The core requires all three, though only apps have assets.
  await api.apiSetAppFilePaths({ appFilesFolder, appTempFolder, appAssetsFolder: appFilesFolder })
}

/** The folder of each bot that has none of its own, for as long as the process lives. */
const temporaryFolders = new Map<string, Promise<string>>()

/**
 * The folder for files, made when it is missing. For a core that the bot did not open it is beside the
 * state file, or a new one in the temporary folder of the system, and never the current folder.
 *
 * @throws {ConfigurationError} when it cannot be made
 */
export async function makeFilesFolder(options: BotOptions, identity: string): Promise<string> {
  const beside = options.stateFile?.replace(/\.\w+$/, "")
  const folder =
    fileFolders(options)?.filesFolder ?? (beside === undefined ? undefined : `${beside}_files`)
  if (folder !== undefined) {
    await makeFolder("filesFolder", resolve(folder))
    return resolve(folder)
  }
  // Under a new name: others of this machine can make a folder of a known name first, and read the files.
  const made = temporaryFolders.get(identity) ?? mkdtemp(join(tmpdir(), "simplex-bot-"))
  temporaryFolders.set(identity, made)
  return made.catch((error: unknown) => {
    temporaryFolders.delete(identity)
    throw unmakeable("filesFolder", tmpdir(), error)
  })
}

/** What others sent is for the user of the process alone. */
async function makeFolder(option: string, folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw unmakeable(option, folder, error)
  }
}

const unmakeable = (option: string, folder: string, cause: unknown): ConfigurationError =>
  new ConfigurationError(
    option,
    `${folder} cannot be made; check that it can be written, or choose another folder`,
    { cause },
  )
