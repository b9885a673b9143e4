import { execFile } from "node:child_process"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { promisify } from "node:util"
import type { Core, Servers } from "@simplex-chat/api"
import { openCore } from "@simplex-chat/core-ffi"
import { CoresWorld, type WorldOptions } from "./cores.ts"
import type { Launch, Launched } from "./launch.ts"
import { BotProcess } from "./processes/bot-process.ts"
import { CoreProcess } from "./processes/core-process.ts"
import type { Opening } from "./processes/messages.ts"
import { untilReachable } from "./reachable.ts"
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
  /** A process for each core and each bot, so that a bot can be killed. */
  readonly processes?: boolean | undefined
  /** How long nothing must happen before all is quiet, in milliseconds; 1,500 when absent. */
  readonly quietMs?: number | undefined
}

const shell = promisify(execFile)

/** Real cores on real servers. Nothing in it knows what they will do. */
export class NativeWorld extends CoresWorld {
  readonly name = "real core"
  readonly abilities: ReadonlySet<Ability>
  override readonly servers: Servers
  // A core that was not optimised sends some seven messages a second, answers included.
  override readonly paceMs = 800
  // As a bot that opens its own database does by itself.
  override readonly quietAround = { startMs: 3000, stopMs: 1000 }
  readonly #options: NativeOptions
  #isDown = false

  constructor(options: NativeOptions) {
    super(options, false)
    this.#options = options
    const { processes = false, smp, xftp, smpStart, smpStop } = options
    this.servers = { smp: [smp], xftp: [xftp] }
    const abilities: Ability[] = []
    if (processes) abilities.push("kill")
    if (smpStart !== undefined && smpStop !== undefined) abilities.push("servers")
    this.abilities = new Set(abilities)
  }

  protected override async open(name: string): Promise<Core> {
    const { filePrefix, lib } = this.#opening(name)
    if (this.#options.processes === true) return CoreProcess.open({ filePrefix, lib })
    return openCore({ filePrefix }, { library: { path: lib } })
  }

  protected override start(name: string, launch: Launch): Promise<Launched> {
    if (!launch.isKilled) return super.start(name, launch)
    return BotProcess.start(launch, this.#opening(name))
  }

  #opening(name: string): Opening {
    return { filePrefix: join(this.folder(name, "db"), "core"), lib: this.#options.lib }
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
    const { smp, smpStart = "true", smpStop = "true" } = this.#options
    this.#isDown = isDown
    await shell("sh", ["-c", isDown ? smpStop : smpStart])
    await untilReachable(smp, !isDown, this.timeoutMs)
  }

  /** Starts the server again when a scenario failed while it was down. */
  override async close(): Promise<void> {
    if (this.#isDown) await this.serversDown(false)
    await super.close()
  }

  /** Servers stamp messages with whole seconds. */
  override async pass(): Promise<void> {
    await pause(2500)
  }

  override advance(): Promise<void> {
    return Promise.reject(new Error("the time of real servers cannot be moved"))
  }
}
