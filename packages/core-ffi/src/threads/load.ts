// From Node 22.19 on; before, the time in which the event loop was not idle comes near.
const threadCpuUsage = (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000

const ownMs = (): number =>
  threadCpuUsage === undefined
    ? performance.eventLoopUtilization().active
    : milliseconds(threadCpuUsage.call(process))

/** How many processors the other threads of this process keep busy. */
export class Load {
  #at = 0
  #process = 0
  #own = 0

  constructor() {
    this.restart()
  }

  restart(): void {
    this.#at = performance.now()
    this.#process = milliseconds(process.cpuUsage())
    this.#own = ownMs()
  }

  /** Since the last look, or restart. 0: none. */
  look(): number {
    const [at, all, own] = [this.#at, this.#process, this.#own]
    this.restart()
    return (this.#process - all - (this.#own - own)) / (this.#at - at)
  }
}
