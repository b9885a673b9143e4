// No receive lasts as long.
const longMs = 300
const lookMs = 100
const looksToBeSure = 2

/** Whether Node knows of something that keeps the process alive; it also lists where output goes. */
function isKeptAlive(): boolean {
  const outputs = [process.stdout, process.stderr] as { _handle?: unknown }[]
  const listed = outputs.filter(({ _handle }) => _handle !== undefined && _handle !== null)
  return process.getActiveResourcesInfo().length > listed.length
}

/**
 * Lets the process end while a call on a thread of Node's hangs, as it would if the call were made on
 * a thread of this package.
 *
 * Node waits for such a call, forever, although nothing else keeps the process alive. So while one
 * lasts long, this looks whether anything else does. Node does not list hashing and compression
 * among what keeps it alive: these may be cut off, if nothing waits with them.
 */
export class EndWatch {
  // One for all calls, since a new one for each would cost as much as the call.
  #firstLook: NodeJS.Timeout | undefined
  #nextLook: NodeJS.Timeout | undefined
  #isCalling = false
  #looks = 0

  began(): void {
    this.#isCalling = true
    this.#firstLook = this.#firstLook?.refresh() ?? setTimeout(() => this.#look(), longMs).unref()
  }

  ended(): void {
    this.#isCalling = false
    this.#looks = 0
    clearTimeout(this.#nextLook)
  }

  #look(): void {
    if (!this.#isCalling) return
    if (isKeptAlive()) this.#looks = 0
    else if (++this.#looks > looksToBeSure) process.exit()
    // What listens may find something to do.
    else if (this.#looks === looksToBeSure)
      process.emit("beforeExit", Number(process.exitCode ?? 0))
    this.#nextLook = setTimeout(() => this.#look(), lookMs).unref()
  }
}
