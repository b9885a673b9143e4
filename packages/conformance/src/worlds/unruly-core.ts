import type { Core } from "@simplex-chat/api"

type Arguments<Method extends keyof Core> = Core[Method] extends (...args: infer Given) => unknown
  ? Given
  : never

/** How a core is unruly. */
export interface UnrulyOptions {
  /** The same seed, the same disorder. */
  readonly seed: number
  /** Whether events come twice, too. */
  readonly doubles: boolean
  /** The longest that an answer or an event is held back, in milliseconds. */
  readonly mostDelayMs: number
}

/**
 * A core whose answers and events come late, whose events swap places where their order means
 * nothing, and come twice: what a scenario on a real core must tolerate. The same seed, the same
 * disorder.
 */
export class UnrulyCore implements Core {
  readonly #core: Core
  readonly #options: UnrulyOptions
  #state: number

  constructor(core: Core, options: UnrulyOptions) {
    this.#core = core
    this.#options = options
    this.#state = options.seed
  }

  async sendCommand(...args: Arguments<"sendCommand">): Promise<string> {
    const answer = await this.#core.sendCommand(...args)
    await this.#delay()
    return answer
  }

  async receive(...args: Arguments<"receive">): Promise<readonly string[]> {
    const events = [...(await this.#core.receive(...args))]
    await this.#delay()
    for (let i = 1; i < events.length; i++) {
      const [one, next] = [events[i - 1], events[i]]
      if (one === undefined || next === undefined) continue
      if (subjectOf(one) !== subjectOf(next) && this.#chance(0.3)) {
        events[i - 1] = next
        events[i] = one
      }
    }
    return events.flatMap((event) =>
      this.#options.doubles && this.#chance(0.1) ? [event, event] : [event],
    )
  }

  writeFile(...args: Arguments<"writeFile">): ReturnType<Core["writeFile"]> {
    return this.#core.writeFile(...args)
  }

  readFile(...args: Arguments<"readFile">): ReturnType<Core["readFile"]> {
    return this.#core.readFile(...args)
  }

  encryptFile(...args: Arguments<"encryptFile">): ReturnType<Core["encryptFile"]> {
    return this.#core.encryptFile(...args)
  }

  decryptFile(...args: Arguments<"decryptFile">): ReturnType<Core["decryptFile"]> {
    return this.#core.decryptFile(...args)
  }

  close(...args: Arguments<"close">): Promise<void> {
    return this.#core.close(...args)
  }

  async #delay(): Promise<void> {
    const ms = this.#chance(0.5) ? 0 : Math.floor(this.#draw() * this.#options.mostDelayMs)
    await new Promise((resolve) => setTimeout(resolve, ms))
  }

  #chance(share: number): boolean {
    return this.#draw() < share
  }

  /** A number from 0 to 1, by a linear congruential generator. */
  #draw(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return this.#state / 2 ** 32
  }
}

/** The contact or group that an event is about: a core keeps the order within one. */
function subjectOf(event: string): string {
  return /"(?:groupId|contactId)":\d+/.exec(event)?.[0] ?? "other"
}
