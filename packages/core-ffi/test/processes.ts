/** Scripts in processes of their own, for what cannot be seen from inside: how a process ends. */

import { spawn } from "node:child_process"
import { once } from "node:events"
import { stub } from "./native.ts"

const source = new URL("../src/index.ts", import.meta.url).href

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
  /** From the last output to the end of the process. */
  readonly lastedMs: number
}

/** Runs an ES module that has `openCore`, `stub` and `source` (the address of this package). */
export async function runScript(
  script: string,
  options: { env?: NodeJS.ProcessEnv; onOutput?: (kill: (s: NodeJS.Signals) => void) => void } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", runScript.source(script)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...options.env },
  })
  let out = ""
  let err = ""
  let last = performance.now()
  child.stderr.on("data", (chunk) => (err += String(chunk)))
  child.stdout.on("data", (chunk) => {
    out += String(chunk)
    last = performance.now()
    options.onOutput?.((signal) => child.kill(signal))
  })
  const guard = setTimeout(() => child.kill("SIGKILL"), 20_000)
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null]
  clearTimeout(guard)
  return { code, signal, out, err, lastedMs: performance.now() - last }
}

runScript.source = (script: string): string => `
  import { openCore } from ${JSON.stringify(source)}
  const source = ${JSON.stringify(source)}
  const stub = ${JSON.stringify(stub)}
  ${script}`
