import { execFile } from "node:child_process"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { promisify } from "node:util"
import type { Core } from "@simplex-chat/api"
import { openCore } from "@simplex-chat/core-ffi"
import type { Home } from "../people/home.ts"
import { CoresWorld, type WorldOptions } from "./cores.ts"
import { ProcessCore } from "./process-core.ts"
import type { Ability } from "./world.ts"

/** A real core, and the servers for it. */
export interface NativeOptions extends WorldOptions {
  /** The folder that has libsimplex. */
  readonly lib: string
  /** The address of an SMP server, `smp://KEY@HOST:PORT`. */
  readonly smp: string
  /** The address of an XFTP server. */
  readonly xftp: string
  /** Shell commands that start and stop the SMP server; without them no scenario does. */
  readonly smpStart?: string | undefined
  readonly smpStop?: string | undefined
  /** A process for each core, so that one can be killed. */
  readonly processes?: boolean | undefined
  /** How long nothing must happen before all is quiet, in milliseconds; 1,500 when absent. */
  readonly quietMs?: number | undefined
}

const shell = promisify(execFile)

/** Real cores on real servers. Nothing in it knows what they will do. */
export class NativeWorld extends CoresWorld {
  readonly name = "real core"
  readonly abilities: ReadonlySet<Ability>
  readonly #options: NativeOptions
  readonly #processes = new Map<string, ProcessCore>()

  constructor(options: NativeOptions) {
    super(options)
    this.#options = options
    const { processes = false, smpStart, smpStop } = options
    const abilities: Ability[] = []
    if (processes) abilities.push("kill")
    if (smpStart !== undefined && smpStop !== undefined) abilities.push("servers")
    this.abilities = new Set(abilities)
  }

  protected override async open(name: string, folder: string): Promise<Core> {
    const { lib, processes = false } = this.#options
    const filePrefix = join(folder, "core")
    if (!processes) return openCore({ filePrefix }, { library: { path: lib } })
    const core = await ProcessCore.open({ filePrefix, lib })
    this.#processes.set(name, core)
    return core
  }

  protected override servers(): Pick<Home, "smp" | "xftp"> {
    return { smp: this.#options.smp, xftp: this.#options.xftp }
  }

  override async kill(name: string): Promise<void> {
    await this.#processes.get(name)?.kill()
    this.#processes.delete(name)
  }

  /** A real network gives no sign that it is at rest: no event for a while has to do. */
  override async quiet(): Promise<void> {
    const { quietMs = 1500 } = this.#options
    for (let heard = -1; heard !== this.heard;) {
      heard = this.heard
      await pause(quietMs)
    }
  }

  override async serversDown(isDown: boolean): Promise<void> {
    const { smpStart = "true", smpStop = "true" } = this.#options
    await shell("sh", ["-c", isDown ? smpStop : smpStart])
  }

  override advance(): Promise<void> {
    return Promise.reject(new Error("the time of real servers cannot be moved"))
  }
}
