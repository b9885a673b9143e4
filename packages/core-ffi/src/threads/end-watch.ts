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
  #timer: NodeJS.Timeout | undefined
  #looks = 0

  began(): void {
    clearTimeout(this.#timer)
    this.#lookAfter(longMs)
  }

  ended(): void {
    clearTimeout(this.#timer)
    this.#looks = 0
  }

  #lookAfter(ms: number): void {
    this.#timer = setTimeout(() => this.#look(), ms).unref()
  }

  #look(): void {
    if (isKeptAlive()) this.#looks = 0
    else if (++this.#looks > looksToBeSure) process.exit()
    // What listens may find something to do.
    else if (this.#looks === looksToBeSure)
      process.emit("beforeExit", Number(process.exitCode ?? 0))
    this.#lookAfter(lookMs)
  }
}
