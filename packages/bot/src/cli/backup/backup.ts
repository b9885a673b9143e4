import { lockDatabase } from "@simplex-chat/core-ffi"
import { createHash } from "node:crypto"
import { existsSync, lstatSync } from "node:fs"
import { rename, rm } from "node:fs/promises"
import { basename, dirname, join, resolve } from "node:path"
import manifest from "../../../package.json" with { type: "json" }
import { CommandLineError } from "../command-line-error.ts"
import type { KeyFlags } from "../database-key.ts"
import { asProblem } from "../disk-problem.ts"
import { checkArchiveName, pack } from "./archive.ts"
import { databasesBeside, filesOf } from "./files-of.ts"
import { describeFile, type Manifest, manifestName } from "./manifest.ts"
import { recordBackup } from "./record.ts"
import { unpackInto } from "./unpack-into.ts"
import { verify } from "./verify.ts"

export interface BackupFlags extends KeyFlags {
  /** The `filePrefix` of the bot. */
  readonly db: string
}

/**
 * `simplex-bot backup FILE`: a consistent copy of everything of a bot that does not run, which is opened
 * before it gets its name.
 *
 * @throws {CommandLineError} when there is no database, or the file exists, or cannot be written
 * @throws {DatabaseLockError} while a process has the database open
 */
export async function backup(file: string, flags: BackupFlags): Promise<number> {
  const archive = resolve(file)
  checkArchiveName(archive)
  refuseExisting(file)
  const prefix = resolve(flags.db)
  if (!existsSync(`${prefix}_chat.db`))
    throw new CommandLineError(
      `${flags.db}: there is no database; --db takes the filePrefix of the bot`,
    )
  const lock = lockDatabase({ filePrefix: prefix })
  // What is interrupted does not look like a backup. No other database has this name.
  const id = createHash("sha256").update(prefix).digest("hex").slice(0, 8)
  const unfinished = join(dirname(archive), `.unfinished-${id}-${basename(archive)}`)
  try {
    const found = await filesOf(prefix)
    const files = await Promise.all(found.map(describeFile))
    const { version: sdk } = manifest
    const createdAt = new Date().toISOString()
    const described: Manifest = { format: 1, createdAt, sdk, files }
    const content = `${JSON.stringify(described, undefined, 2)}\n`
    await rm(unfinished, { force: true })
    await pack(unfinished, [
      { type: "content", target: manifestName, content },
      ...found.map(({ name, path }) => ({ type: "file" as const, target: name, source: path })),
    ])
    const opened = await unpackInto(unfinished, (folder) => verify(folder, flags))
    refuseExisting(file)
    await rename(unfinished, archive)
    await recordBackup(prefix, { createdAt, file: archive })
    process.stdout.write(`${file}: ${files.length} files, ${opened}\n${await missed(prefix)}`)
    return 0
  } catch (error) {
    throw asProblem(file, error)
  } finally {
    await rm(unfinished, { force: true })
    lock.release()
  }
}

/** A link that leads nowhere counts. */
function refuseExisting(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined)
    throw new CommandLineError(`${file}: the file exists already`)
}

async function missed(prefix: string): Promise<string> {
  const names = await databasesBeside(prefix)
  if (names.length === 0) return ""
  return `Not in it, because the name does not begin with ${basename(prefix)}_: ${names.join(", ")}\n`
}
