import { readFileSync } from "node:fs"

/** Milliseconds of the processor that the main thread used. */
function ownMs(): number {
  // Node has it from 22.19 on; before, the time in which the event loop was not idle comes near.
  const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage }
  if (threadCpuUsage === undefined) return performance.eventLoopUtilization().active
  const { user, system } = threadCpuUsage.call(process)
  return (user + system) / 1_000
}

/** What the other threads of this process did for some time. */
export interface Load {
  /** How many processors they kept busy. */
  readonly processors: number
  /** Whether other processes took the processor from this one. */
  readonly preempted: boolean
  /** Whether the thread in question has a processor, or waits for one; false where it is not known. */
  readonly runnable: boolean
}

/**
 * Whether a thread has a processor, or waits for one. On a busy machine its processor time does not
 * tell: a thread that computes gets little of it, as one that waits for the network needs little.
 *
 * @param thread its number in the system, which Linux alone tells
 */
function isRunnable(thread: number): boolean {
  try {
    // "NUMBER (NAME) STATE ..."; the name may have brackets in it.
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, "latin1")
    return stat[stat.lastIndexOf(")") + 2] === "R"
  } catch {
    return false // it has ended
  }
}

/** Measures the load of the other threads. */
export class LoadMeter {
  #at = 0
  #process = 0
  #own = 0
  #preempted = 0

  constructor() {
    this.restart()
  }

  restart(): void {
    const usage = process.resourceUsage()
    this.#at = performance.now()
    this.#process = (usage.userCPUTime + usage.systemCPUTime) / 1_000
    this.#preempted = usage.involuntaryContextSwitches
    this.#own = ownMs()
  }

  /**
   * The load since the last look, or restart.
   *
   * @param thread one whose calls others wait for
   */
  look(thread: number | undefined): Load {
    const [at, all, own, preempted] = [this.#at, this.#process, this.#own, this.#preempted]
    this.restart()
    return {
      processors: (this.#process - all - (this.#own - own)) / (this.#at - at),
      preempted: this.#preempted > preempted,
      runnable: thread !== undefined && isRunnable(thread),
    }
  }
}
