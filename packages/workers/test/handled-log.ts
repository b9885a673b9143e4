import { existsSync, readFileSync } from "node:fs"
import { expect } from "vitest"

/** What workers note in a file when they begin with a message: `WORKER PERSON NUMBER`. */
export class HandledLog {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  get lines(): string[] {
    return existsSync(this.#file) ? readFileSync(this.#file, "utf8").trimEnd().split("\n") : []
  }

  /** Each message once, without its worker. */
  get messages(): ReadonlySet<string> {
    return new Set(this.lines.map((line) => line.slice(line.indexOf(" ") + 1)))
  }

  /**
   * Each chat goes on by one; or it goes back to what was in flight, and on by one from there. A broker
   * that is killed forgets acknowledgements that it has not written yet, which nothing confirms: there a
   * chat may go back further. In no case does a message come before one that was sent earlier.
   *
   * @param inFlight the first message that can be in flight when this one was the last to begin
   * @param isBrokerKilled whether one chat may go back further, once
   * @returns how many were handled again
   */
  checkOrder(inFlight: (newest: number) => number, isBrokerKilled: boolean): number {
    const chats = Map.groupBy(this.lines, (line) => line.split(" ")[1])
    let repeated = 0
    for (const lines of chats.values()) {
      const numbers = lines.map((line) => Number(line.split(" ")[2]))
      let jumps = isBrokerKilled ? 1 : 0
      for (const [at, n] of numbers.entries()) {
        const before = numbers[at - 1] ?? 0
        if (n === before + 1) continue
        repeated += before - n + 1
        const isForward = n > before
        const isFarBack = n < inFlight(before) && jumps-- <= 0
        if (isForward || isFarBack)
          expect.fail(`out of order: ${lines.slice(Math.max(0, at - 8), at + 4).join(", ")}`)
      }
    }
    return repeated
  }
}
