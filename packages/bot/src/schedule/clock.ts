import { after } from "../scheduling/after.ts"

/** Where the time comes from. The clock of a network in memory is one. */
export interface ScheduleClock {
  /** Milliseconds since 1970. */
  readonly nowMs: number
  /** Calls `run` at a time, or later; what is called in vain does no harm. */
  at(atMs: number, run: () => void): void
}

/** The time of the machine. Its timers do not keep the process: the bot does while it runs. */
export const systemClock: ScheduleClock = {
  get nowMs() {
    return Date.now()
  },
  at: (atMs, run) => {
    const wait = () => {
      const ms = Math.min(Math.max(0, atMs - Date.now()), lookMs)
      after(ms, () => (Date.now() < atMs ? wait() : run()))?.unref()
    }
    wait()
  },
}

/** How often to look at the clock: timers do not notice that it was set. */
const lookMs = 60_000

/** The clock that a core in memory brings; that of the machine for all other cores. */
export function clockOf(core: object): ScheduleClock {
  const clock = (core as { readonly clock?: Partial<ScheduleClock> }).clock
  return typeof clock?.at === "function" && typeof clock.nowMs === "number"
    ? (clock as ScheduleClock)
    : systemClock
}
