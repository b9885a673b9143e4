import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { InstallOptions } from "../src/index.ts"

const script = `
  import { installLibrary } from ${JSON.stringify(new URL("../src/library/install.ts", import.meta.url).href)}
  process.on("message", (options) => {
    installLibrary(options).then(
      () => process.send("installed"),
      (error) => process.send(error.name + ": " + error.message),
    )
  })
  process.send("ready")`

/** What became of an installation: what the process said, unless it was killed before. */
export type Installed = { readonly said: string } | "killed"

/**
 * Processes that call `installLibrary` when they are asked to, all at once. One that was not killed goes on
 * with the next round: to start Node costs more than to install.
 */
export class Installers implements AsyncDisposable {
  readonly #idle: Promise<ChildProcess>[]

  constructor(count: number) {
    this.#idle = Array.from({ length: count }, start)
  }

  /** @param killAfterMs for each process when to kill it; undefined to let it live */
  async round(
    options: InstallOptions,
    killAfterMs: readonly (number | undefined)[],
  ): Promise<Installed[]> {
    const processes = await Promise.all(this.#idle.splice(0))
    return Promise.all(
      processes.map(async (child, i) => {
        const result = await install(child, options, killAfterMs[i])
        this.#idle.push(result === "killed" ? start() : Promise.resolve(child))
        return result
      }),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of await Promise.all(this.#idle)) child.kill("SIGKILL")
  }
}

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Compiled once for all of these processes.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "core-ffi-compile-cache") },
  })
  await once(child, "message")
  return child
}

async function install(
  child: ChildProcess,
  options: InstallOptions,
  killAfterMs: number | undefined,
): Promise<Installed> {
  const exited = once(child, "exit")
  const said = once(child, "message") as Promise<[string]>
  child.send(options)
  const timer =
    killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs)
  const first = await Promise.race([said, exited.then(() => undefined)])
  clearTimeout(timer)
  // It can have said so while the signal was on its way.
  if (child.killed) await exited
  return first === undefined || child.killed ? "killed" : { said: first[0] }
}
