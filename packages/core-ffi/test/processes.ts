/** Scripts in processes of their own, for what cannot be seen from inside: how a process ends. */

import { spawn } from "node:child_process"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { InstallOptions } from "../src/index.ts"
import { stub } from "./native.ts"

const source = new URL("../src/index.ts", import.meta.url).href

/** The modules are compiled once for all of these processes. */
const compileCache = { NODE_COMPILE_CACHE: join(tmpdir(), "core-ffi-compile-cache") }

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
    env: { ...process.env, ...compileCache, ...options.env },
  })
  let out = ""
  let err = ""
  let last = performance.now()
  child.stderr.on("data", (chunk) => (err += String(chunk)))
  child.stdout.on("data", (chunk) => {
    out += String(chunk)
    last = performance.now()
  })
  // Once: a second signal could meet a process that has ended its handlers already.
  child.stdout.once("data", () => options.onOutput?.((signal) => child.kill(signal)))
  const guard = setTimeout(() => child.kill("SIGKILL"), 60_000)
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null]
  clearTimeout(guard)
  return { code, signal, out, err, lastedMs: performance.now() - last }
}

runScript.source = (script: string): string => `
  import { openCore } from ${JSON.stringify(source)}
  const source = ${JSON.stringify(source)}
  const stub = ${JSON.stringify(stub)}
  ${script}`

/** Runs `installLibrary` in a process of its own; prints `installed`, or the error. */
export async function installInProcess(
  options: InstallOptions,
  { env, unprivileged, fileKilobytes, killAfterMs }: InstallProcess = {},
): Promise<{ out: string; killed: boolean }> {
  const script = `
    import { installLibrary } from ${JSON.stringify(new URL("../src/library/install.ts", import.meta.url).href)}
    try {
      await installLibrary(${JSON.stringify(options)})
      console.log("installed")
    } catch (e) {
      console.log(e.name + ": " + e.message)
    }`
  const node = [process.execPath, "--input-type=module", "-e", script]
  const [program = "", ...args] =
    fileKilobytes !== undefined
      ? ["bash", "-c", `trap "" XFSZ; ulimit -f ${fileKilobytes}; exec "$@"`, "bash", ...node]
      : node
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...compileCache, ...env },
    ...(unprivileged && process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
  })
  let out = ""
  child.stdout.on("data", (chunk) => (out += String(chunk)))
  const timer =
    killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs)
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null]
  clearTimeout(timer)
  return { out, killed: signal === "SIGKILL" }
}

interface InstallProcess {
  readonly env?: NodeJS.ProcessEnv
  /** As the user `nobody`, where the tests run as root. */
  readonly unprivileged?: boolean
  /** The largest file that it may write. */
  readonly fileKilobytes?: number
  readonly killAfterMs?: number
}
