import { lockDatabase } from "@simplex-chat/core-ffi"
import { lstatSync } from "node:fs"
import { mkdir, readdir, rename, rm } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { CommandLineError } from "../command-line-error.ts"
import { asProblem } from "../disk-problem.ts"
import type { BackupFlags } from "./backup.ts"
import { unpackInto } from "./unpack-into.ts"
import { verify } from "./verify.ts"

/** What is lost when an old backup is restored. */
const warning = `What contacts and servers have exchanged with the bot since this backup is missing from it. Messages that the
restored bot cannot decrypt are shown as errors, and some contacts must connect again. Never run a copy beside
the original: each breaks the connections of the other.`

/**
 * `simplex-bot restore FILE`: puts a backup where no database is.
 *
 * @throws {CommandLineError} when it is no backup, a damaged one, or there is a database already
 */
export async function restore(file: string, flags: BackupFlags): Promise<number> {
  const prefix = resolve(flags.db)
  refuseExisting(["_chat.db", "_agent.db", "_bot.db", "_files"], flags.db)
  await mkdir(dirname(prefix), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw asProblem(dirname(prefix), error)
  })
  const restored = async (folder: string): Promise<string> => {
    const opened = await verify(folder, flags)
    const names = (await readdir(folder)).filter((name) => name.startsWith("_"))
    refuseExisting(names, flags.db)
    await moveAll(names, { from: join(folder, "/"), to: prefix })
    return opened
  }
  // No bot may start there meanwhile, and no other restore.
  const lock = lockForRestore(prefix)
  const opened = await unpackInto(resolve(file), restored, prefix)
    .catch((error: unknown) => {
      throw asProblem(dirname(prefix), error)
    })
    .finally(() => lock.release())
  process.stdout.write(`${flags.db} is restored; ${opened}.\n\n${warning}\n`)
  return 0
}

/** @throws {CommandLineError} when the file system refuses it */
function lockForRestore(prefix: string): { release(): void } {
  try {
    return lockDatabase({ filePrefix: prefix })
  } catch (error) {
    throw asProblem(dirname(prefix), (error as Error).cause ?? error)
  }
}

/** @throws {CommandLineError} when one of the files exists, or a link of its name */
function refuseExisting(names: readonly string[], db: string): void {
  const taken = names.find((name) => lstatSync(db + name, { throwIfNoEntry: false }) !== undefined)
  if (taken === undefined) return
  throw new CommandLineError(
    `${db}${taken} exists: move what is there away, or choose another --db`,
  )
}

/**
 * All or nothing, unless the process is killed. One half of the database comes first and the other one
 * last: a bot does not start on half a database, so that it does not start on half a restore either.
 */
async function moveAll(
  names: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const rank = (name: string) => (name === "_agent.db" ? 0 : name === "_chat.db" ? 2 : 1)
  const moved: string[] = []
  try {
    for (const name of names.toSorted((a, b) => rank(a) - rank(b))) {
      await rename(from + name, to + name)
      moved.push(name)
    }
  } catch (error) {
    for (const name of moved) await rm(to + name, { recursive: true, force: true })
    throw error
  }
}
