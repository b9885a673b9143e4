import { existsSync } from "node:fs"
import { mkdir, readdir, rename } from "node:fs/promises"
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
  const taken = ["_chat.db", "_agent.db", "_bot.db", "_files"].find((name) =>
    existsSync(prefix + name),
  )
  if (taken !== undefined)
    throw new CommandLineError(
      `${flags.db}${taken} exists: move what is there away, or choose another --db`,
    )
  await mkdir(dirname(prefix), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw asProblem(dirname(prefix), error)
  })
  const restored = async (folder: string): Promise<string> => {
    const opened = await verify(folder, flags)
    // The database itself comes last: what is interrupted before leaves none that would start.
    const names = (await readdir(folder)).filter((name) => name.startsWith("_"))
    for (const name of names.toSorted((a, b) => rank(a) - rank(b)))
      await rename(join(folder, name), prefix + name)
    return opened
  }
  const opened = await unpackInto(resolve(file), restored, prefix).catch((error: unknown) => {
    throw asProblem(dirname(prefix), error)
  })
  process.stdout.write(`${flags.db} is restored; ${opened}.\n\n${warning}\n`)
  return 0
}

const rank = (name: string): number => ["_agent.db", "_chat.db"].indexOf(name)
