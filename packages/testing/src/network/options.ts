import type { OptionKinds } from "@simplex-chat/core"
import type { TestTimers } from "../simulation/clock.ts"
import type { FaultOptions } from "../simulation/faults.ts"

/** A command, an answer or an event of a core, as `network.observe` reports it. */
export type Frame =
  | { readonly core: string; readonly command: string }
  | { readonly core: string; readonly answer: string }
  | { readonly core: string; readonly event: string }

export interface NetworkOptions {
  /** What chance is drawn from: ids, faults, the order of introductions. 1 when absent. */
  readonly seed?: number
  /**
   * When the network's time begins, in milliseconds since 1970. A core that is opened on a folder
   * moves it on to the time at which that was last written.
   */
  readonly startMs?: number
  /**
   * `auto`: whatever is under way is delivered as soon as the program is idle. `manual`: nothing
   * happens until {@link Network.deliver} or {@link Network.settle}.
   */
  readonly delivery?: "auto" | "manual"
  /** The server on which queues are made, `smp://KEY@HOST:PORT`. */
  readonly server?: string
  /**
   * `running`: the network's time goes on with that of the host. Fake timers of a test: the two go
   * together, whichever is advanced. Absent: it does not move by itself.
   *
   * ```ts
   * vi.useFakeTimers()
   * const network = createNetwork({ time: { advance: (ms) => vi.advanceTimersByTime(ms) } })
   * ```
   */
  readonly time?: "standing" | "running" | TestTimers
  /**
   * How the servers stamp messages. Real ones stamp them with whole `seconds`, so a group lists what
   * came within a second before what the core stamped itself. `exact` keeps the order in which things
   * happened also where no time passes; it is the default unless `time` is `running`.
   */
  readonly serverTime?: "exact" | "seconds"
  readonly faults?: FaultOptions
}

export interface CoreOptions {
  /** What the core is called in frames and errors; `core1`, `core2`, ... when absent. */
  readonly name?: string
  /**
   * A folder in which the core keeps everything; made when it is missing. Without it the core
   * forgets everything when it is closed.
   */
  readonly folder?: string
}

export const coreKinds: OptionKinds<CoreOptions> = { name: "name", folder: "name" }
