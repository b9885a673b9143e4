import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { fileURLToPath } from "node:url"
import { onTestFinished } from "vitest"

export const bin = fileURLToPath(new URL("../../bin/simplex-bot.js", import.meta.url))

/** What a process said, and its exit code. */
export interface Said {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Surroundings {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** What is piped into it. */
  readonly input?: string
}

/** Runs the command line as it is built. */
export const simplexBot = (args: readonly string[], surroundings?: Surroundings): Promise<Said> =>
  node([bin, ...args], surroundings)

/** Runs Node with these arguments. */
export async function node(
  args: readonly string[],
  { cwd, env, input = "" }: Surroundings = {},
): Promise<Said> {
  // Neither a library of this machine, nor that a test runner runs, is of the test.
  const { SIMPLEX_LIBS_DIR: _, NODE_TEST_CONTEXT: __, ...inherited } = process.env
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    cwd,
    env: { ...inherited, ...env },
  })
  child.stdin.on("error", () => {}) // it can end before it has read anything
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ])
  return { code, out, err }
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "simplex-bot-"))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
