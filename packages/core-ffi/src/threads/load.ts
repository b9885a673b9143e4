import { readdirSync, readFileSync, readlinkSync } from "node:fs"

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
  /** Whether a thread has a processor, or waits for one; false where the system does not tell. */
  hasWork(): boolean
}

/**
 * On a busy machine, processor time does not tell: a thread that computes gets little of it, as one
 * that waits for the network needs little. Linux tells which threads want a processor.
 */
function hasWork(): boolean {
  try {
    const self = readlinkSync("/proc/thread-self").split("/")[2]
    return readdirSync("/proc/self/task").some((thread) => thread !== self && isRunnable(thread))
  } catch {
    return false // another system, or no /proc
  }
}

function isRunnable(thread: string): boolean {
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

  /** The load since the last look, or restart. */
  look(): Load {
    const [at, all, own, preempted] = [this.#at, this.#process, this.#own, this.#preempted]
    this.restart()
    return {
      processors: (this.#process - all - (this.#own - own)) / (this.#at - at),
      preempted: this.#preempted > preempted,
      hasWork,
    }
  }
}
