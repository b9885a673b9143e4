import type { Core } from "@simplex-chat/api"
import type { SessionWriter } from "./session-writer.ts"

/** A core that takes down its commands, answers and events in the order in which they pass. */
export class RecordingCore implements Core {
  readonly #core: Core
  readonly #name: string
  readonly #session: SessionWriter

  constructor(core: Core, name: string, session: SessionWriter) {
    this.#core = core
    this.#name = name
    this.#session = session
  }

  async sendCommand(...[command, options]: Parameters<Core["sendCommand"]>): Promise<string> {
    const n = this.#session.command(this.#name, command)
    const answer = await this.#core.sendCommand(command, options)
    this.#session.answer(this.#name, answer, n)
    return answer
  }

  async receive(...args: Parameters<Core["receive"]>): Promise<readonly string[]> {
    const events = await this.#core.receive(...args)
    for (const event of events) this.#session.event(this.#name, event)
    return events
  }

  writeFile(...args: Parameters<Core["writeFile"]>): ReturnType<Core["writeFile"]> {
    return this.#core.writeFile(...args)
  }

  readFile(...args: Parameters<Core["readFile"]>): ReturnType<Core["readFile"]> {
    return this.#core.readFile(...args)
  }

  encryptFile(...args: Parameters<Core["encryptFile"]>): ReturnType<Core["encryptFile"]> {
    return this.#core.encryptFile(...args)
  }

  decryptFile(...args: Parameters<Core["decryptFile"]>): ReturnType<Core["decryptFile"]> {
    return this.#core.decryptFile(...args)
  }

  async close(...args: Parameters<Core["close"]>): Promise<void> {
    await this.#core.close(...args)
    this.#session.closed(this.#name)
  }
}
