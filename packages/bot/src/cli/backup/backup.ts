import { lockDatabase } from "@simplex-chat/core-ffi"
import { existsSync } from "node:fs"
import { readdir, rm } from "node:fs/promises"
import { basename, dirname, join, resolve } from "node:path"
import manifest from "../../../package.json" with { type: "json" }
import { CommandLineError } from "../command-line-error.ts"
import type { KeyFlags } from "../database-key.ts"
import { asProblem } from "../disk-problem.ts"
import { checkArchiveName, pack } from "./archive.ts"
import { describeFile, type Manifest, manifestName } from "./manifest.ts"
import { recordBackup } from "./record.ts"
import { unpackInto } from "./unpack-into.ts"
import { verify } from "./verify.ts"

export interface BackupFlags extends KeyFlags {
  /** The `filePrefix` of the bot. */
  readonly db: string
}

/** What is not of the bot: another start makes them anew. */
const leftOut = /^(\.lock|_core\.token|_backup\.json|_files\/tmp\/.*|.*-shm)$/

/**
 * `simplex-bot backup FILE`: a consistent copy of everything of a bot that does not run, which is opened
 * before it counts.
 *
 * @throws {CommandLineError} when there is no database, or the file exists, or cannot be written
 * @throws {DatabaseLockError} while a process has the database open
 */
export async function backup(file: string, flags: BackupFlags): Promise<number> {
  const archive = resolve(file)
  checkArchiveName(archive)
  if (existsSync(archive)) throw new CommandLineError(`${file}: the file exists already`)
  const prefix = resolve(flags.db)
  if (!existsSync(`${prefix}_chat.db`))
    throw new CommandLineError(
      `${flags.db}: there is no database; --db takes the filePrefix of the bot`,
    )
  const lock = lockDatabase({ filePrefix: prefix })
  try {
    const names = await filesOf(prefix)
    const files = await Promise.all(names.map((name) => describeFile(name, prefix + name)))
    const { version: sdk } = manifest
    const createdAt = new Date().toISOString()
    const described: Manifest = { format: 1, createdAt, sdk, files }
    const content = `${JSON.stringify(described, undefined, 2)}\n`
    await pack(archive, [
      { type: "content", target: manifestName, content },
      ...names.map((name) => ({ type: "file" as const, target: name, source: prefix + name })),
    ])
    const opened = await unpackInto(archive, (folder) => verify(folder, flags))
    await recordBackup(prefix, { createdAt, file: archive })
    process.stdout.write(`${file}: ${files.length} files, ${opened}\n`)
    return 0
  } catch (error) {
    await rm(archive, { force: true })
    throw asProblem(file, error)
  } finally {
    lock.release()
  }
}

/** The names of the bot's files, after its prefix. */
async function filesOf(prefix: string): Promise<string[]> {
  const [folder, base] = [dirname(prefix), basename(prefix)]
  const found = await readdir(folder, { withFileTypes: true })
  const own = found.filter(({ name }) => name.startsWith(`${base}_`))
  const names = own.filter((entry) => entry.isFile()).map(({ name }) => name.slice(base.length))
  for (const { name } of own.filter((entry) => entry.isDirectory())) {
    const within = await readdir(join(folder, name), { recursive: true, withFileTypes: true })
    for (const entry of within.filter((one) => one.isFile()))
      names.push(join(entry.parentPath, entry.name).slice(prefix.length).replaceAll("\\", "/"))
  }
  return names.filter((name) => !leftOut.test(name)).toSorted()
}
