import type { Core } from "@simplex-chat/core"
import { createNetwork, type Network } from "@simplex-chat/testing"

/** How many chats the messages come from, one after the other. */
const chats = 1_000

/** The time in milliseconds, the same in all processes of this machine. */
export const now = (): number => performance.timeOrigin + performance.now()

/** A core in memory that can also be made to bring any number of messages, as fast as they are taken. */
export class FloodedCore {
  readonly network: Network = createNetwork()
  readonly core: Core
  #template: string | undefined
  readonly #brought: string[] = []
  #wake = () => {}
  #emitted = 0

  constructor() {
    const inner: Core = this.network.openCore({ name: "bot" })
    this.core = {
      sendCommand: (...args) => inner.sendCommand(...args),
      // Once messages are made up, the network says nothing more of interest.
      receive: ({ signal } = {}) =>
        this.#template === undefined ? this.#listen(inner, signal) : this.#madeUp(signal),
      writeFile: (...args) => inner.writeFile(...args),
      readFile: (...args) => inner.readFile(...args),
      encryptFile: (...args) => inner.encryptFile(...args),
      decryptFile: (...args) => inner.decryptFile(...args),
      close: (...args) => inner.close(...args),
    }
  }

  async #listen(inner: Core, signal: AbortSignal | undefined): Promise<readonly string[]> {
    const events = await inner.receive({ signal })
    const found = events.find((event) => event.includes('"newChatItems"') && event.includes("TEXT"))
    this.#template = found
      ?.replaceAll(/"contactId":\d+/g, '"contactId":777')
      .replaceAll(/"itemId":\d+/g, '"itemId":777')
    return events
  }

  async #madeUp(signal: AbortSignal | undefined): Promise<readonly string[]> {
    while (this.#brought.length === 0) {
      signal?.throwIfAborted()
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        signal?.addEventListener("abort", () => resolve(), { once: true })
      })
    }
    return this.#brought.splice(0)
  }

  /** Has a person connect and write, so that there is a message after which others are made. */
  async begin(address: string): Promise<void> {
    const person = await this.network.person("person")
    await person.connectTo(address)
    await person.say("TEXT")
    while (this.#template === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  /** Brings messages, each with its time as the text. */
  bring(count: number): void {
    const template = this.#template ?? ""
    for (let n = 0; n < count; n++) {
      const id = ++this.#emitted
      this.#brought.push(
        template
          .replaceAll("TEXT", String(now()))
          .replaceAll('"contactId":777', `"contactId":${1_000 + (id % chats)}`)
          .replaceAll('"itemId":777', `"itemId":${1_000 + id}`),
      )
    }
    this.#wake()
  }
}
