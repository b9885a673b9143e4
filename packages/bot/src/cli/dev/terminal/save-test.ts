import { existsSync, readFileSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { CommandLineError } from "../../command-line-error.ts"
import { type TestRunner, writeTest } from "../save-test/write-test.ts"
import type { Conversation } from "./conversation.ts"

/**
 * Writes a test that holds a conversation: people do the same, and expect the same of the bot.
 *
 * @returns the file's path
 * @throws {CommandLineError} when the file exists, or cannot be written
 */
export async function saveTest({ session, done }: Conversation, file: string): Promise<string> {
  const path = resolve(file)
  const people = [...session.people]
  const story = {
    file: session.file,
    botName: session.bot.type === "running" ? session.bot.name : "the bot",
    seed: 1,
    done,
    endMs: session.network.clock.nowMs,
    histories: Object.fromEntries(people.map(([name, person]) => [name, person.history()])),
  }
  const source = writeTest(story, runnerFor(path), path)
  try {
    await writeFile(path, source, { flag: "wx" })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const problem = code === "EEXIST" ? "the file exists already" : `cannot be written (${code})`
    throw new CommandLineError(`${path}: ${problem}`, { cause: error })
  }
  return path
}

/** vitest where the project of the file has it, otherwise that of Node. */
function runnerFor(path: string): TestRunner {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json")
    if (existsSync(manifest))
      return readFileSync(manifest, "utf8").includes('"vitest"') ? "vitest" : "node"
    if (dirname(folder) === folder) return "node"
  }
}
