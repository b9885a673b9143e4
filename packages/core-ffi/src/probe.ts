import { fileURLToPath } from "node:url"
import { checkOptions } from "@simplex-chat/core"
import { LoadError } from "./errors.ts"
import { checkPath } from "./validate-arguments.ts"
import type { Probed } from "./probe-process.ts"

export interface ProbeOptions {
  /** Milliseconds until it is given up; 30,000 when absent. */
  readonly timeoutMs?: number | undefined
  /** Gives up. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Asks the library at `path` for its version, in a process of its own: what is not libsimplex, or
 * crashes, cannot harm this one. The process opens a new database in a temporary folder, and removes
 * it.
 *
 * ```ts
 * const { version } = await probeLibrary((await resolveLibrary({ download: false })).path)
 * ```
 *
 * @throws {InvalidArgumentError} for bad arguments
 * @throws {LoadError} if it cannot be loaded, crashes, or does not answer as a core does
 * @throws {unknown} the signal's reason
 */
export async function probeLibrary(
  path: string,
  options: ProbeOptions = {},
): Promise<{ version: string }> {
  checkPath("path", path)
  checkOptions(options, { timeoutMs: "ms", signal: "signal" })
  const { timeoutMs = 30_000, signal } = options
  signal?.throwIfAborted()
  const { out, ended } = await run(path, timeoutMs, signal)
  signal?.throwIfAborted()
  const found = parse(out)
  if (found === undefined) throw new LoadError(path, `a process that loaded it ${ended}`)
  if ("problem" in found) throw new LoadError(path, found.problem)
  return { version: found.version }
}

async function run(
  path: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<{ out: string; ended: string }> {
  const { spawn } = await import("node:child_process")
  // Beside this file: `probe-process.ts` in the sources, `probe-process.js` in the build.
  const isSource = import.meta.url.endsWith(".ts")
  const script = fileURLToPath(
    new URL(isSource ? "./probe-process.ts" : "./probe-process.js", import.meta.url),
  )
  const child = spawn(process.execPath, [script, path], {
    stdio: ["ignore", "pipe", "ignore"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
    ...(signal === undefined ? {} : { signal }),
  })
  let out = ""
  child.stdout.on("data", (chunk) => (out += String(chunk)))
  return new Promise((resolve) => {
    const end = (ended: string) => resolve({ out, ended })
    child.once("error", (error) => end(`could not be run (${error.message})`))
    child.once("close", (code, killed) => {
      if (killed === "SIGKILL") end(`did not answer within ${timeoutMs} ms`)
      else end(killed === null ? `exited with ${code}` : `crashed (${killed})`)
    })
  })
}

function parse(out: string): Probed | undefined {
  try {
    return JSON.parse(out) as Probed
  } catch {
    return undefined
  }
}
