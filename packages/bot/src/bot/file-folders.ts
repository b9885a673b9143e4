import type { ChatApi } from "@simplex-chat/api"
import { mkdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
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
export function fileFolders({ db, ...options }: BotOptions): FileFolders | undefined {
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
 */
export async function setFileFolders(api: ChatApi, folders: FileFolders): Promise<void> {
  const { filesFolder: appFilesFolder, tempFolder: appTempFolder } = folders
  // What others sent is for the user of the process alone.
  for (const folder of [appFilesFolder, appTempFolder]) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  }
  // The core requires all three, though only apps have assets.
  await api.apiSetAppFilePaths({ appFilesFolder, appTempFolder, appAssetsFolder: appFilesFolder })
}

/**
 * The folder for files, made when it is missing. For a core that the bot did not open it is beside the
 * state file, or in the temporary folder of the system, and never the current folder.
 */
export async function makeFilesFolder(options: BotOptions, identity: string): Promise<string> {
  const beside = options.stateFile?.replace(/\.\w+$/, "")
  const elsewhere =
    beside === undefined ? join(tmpdir(), `simplex-bot-${identity}`) : `${beside}_files`
  const folder = fileFolders(options)?.filesFolder ?? resolve(elsewhere)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}
