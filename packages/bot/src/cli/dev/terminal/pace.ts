import { setTimeout as sleep } from "node:timers/promises"
import type { Session } from "../session.ts"

/** How long a bot that says nothing is waited for. */
const patienceMs = 1000

/** How long nothing must happen before no more is expected. */
const quietMs = 60

/**
 * How much of these one turn of waiting can use up. A turn takes 5 ms; one that takes longer shows a machine
 * too busy to run this program, and the bot.
 */
const longestTurnMs = 10

/** Holds back the next line of a pipe until the bot has answered the one before. */
export class Pace {
  readonly #session: Session
  readonly #running = new Set<number>()
  #lastAt = performance.now()
  readonly #heard: () => number
  #hasHandled = false
  #heardBefore = 0

  /** @param heard how much of the bot the person has heard so far */
  constructor(session: Session, heard: () => number) {
    this.#session = session
    this.#heard = heard
    session.listen((event) => {
      this.#lastAt = performance.now()
      if (event.type === "bot") this.#running.clear()
      if (event.type !== "run") return
      const { id, phase } = event.run
      if (phase === "begin") this.#running.add(id)
      else {
        this.#running.delete(id)
        this.#hasHandled = true
      }
    })
  }

  /** What happens from now on counts. */
  begin(): void {
    this.#hasHandled = false
    this.#heardBefore = this.#heard()
  }

  /** Resolves once the bot has answered, or asked something, or is not expected to. */
  async answered(timeoutMs = patienceMs): Promise<void> {
    let waitedMs = 0
    let quietForMs = performance.now() - this.#lastAt
    for (;;) {
      const since = performance.now()
      await this.#session.network.idle()
      const isQuiet = quietForMs >= quietMs
      const hasHeard = this.#heard() > this.#heardBefore
      if (isQuiet && (hasHeard || (this.#hasHandled && this.#running.size === 0))) return
      if (waitedMs >= timeoutMs && (this.#running.size === 0 || isQuiet)) return
      await sleep(5)
      const turnMs = Math.min(performance.now() - since, longestTurnMs)
      waitedMs += turnMs
      quietForMs = this.#lastAt >= since ? 0 : quietForMs + turnMs
    }
  }
}
