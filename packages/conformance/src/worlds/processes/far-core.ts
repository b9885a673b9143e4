import { ClosedError, type Core } from "@simplex-chat/core"
import { type Channel, type CoreMethod, send } from "./messages.ts"

type Arguments<Method extends CoreMethod> = Parameters<Required<Core>[Method]>
type Result<Method extends CoreMethod> = ReturnType<Required<Core>[Method]>

/** A core in the process at the other end of a channel. Its last arguments, signals, stay here. */
export class FarCore implements Core {
  readonly #channel: Channel
  readonly #calls = new Map<number, PromiseWithResolvers<unknown>>()
  #next = 0

  constructor(channel: Channel) {
    this.#channel = channel
    channel.on("message", (message) => {
      if (message.kind !== "answer") return
      const call = this.#calls.get(message.id)
      this.#calls.delete(message.id)
      if (message.error === undefined) call?.resolve(message.value)
      else call?.reject(new Error(message.error))
    })
    channel.once("disconnect", () => {
      for (const call of this.#calls.values()) call.reject(new ClosedError("the process"))
      this.#calls.clear()
    })
  }

  sendCommand(...[command]: Arguments<"sendCommand">): Result<"sendCommand"> {
    return this.#call("sendCommand", [command]) as Result<"sendCommand">
  }

  receive(): Result<"receive"> {
    return this.#call("receive", []) as Result<"receive">
  }

  writeFile(...[path, data]: Arguments<"writeFile">): Result<"writeFile"> {
    return this.#call("writeFile", [path, data]) as Result<"writeFile">
  }

  readFile(...[path, crypto]: Arguments<"readFile">): Result<"readFile"> {
    return this.#call("readFile", [path, crypto]) as Result<"readFile">
  }

  encryptFile(...[from, to]: Arguments<"encryptFile">): Result<"encryptFile"> {
    return this.#call("encryptFile", [from, to]) as Result<"encryptFile">
  }

  async decryptFile(...[from, crypto, to]: Arguments<"decryptFile">): Promise<void> {
    await this.#call("decryptFile", [from, crypto, to])
  }

  async close(): Promise<void> {
    if (this.#channel.connected) await this.#call("close", [])
  }

  #call(name: CoreMethod, args: readonly unknown[]): Promise<unknown> {
    if (!this.#channel.connected) return Promise.reject(new ClosedError(name))
    const id = this.#next++
    const call = Promise.withResolvers<unknown>()
    this.#calls.set(id, call)
    send(this.#channel, { kind: "call", id, name, args })
    return call.promise
  }
}

/** Carries out the calls of a `FarCore` at the other end of a channel. */
export function serveCore(channel: Channel, core: Core): void {
  channel.on("message", (message) => {
    if (message.kind !== "call") return
    const { id, name, args } = message
    const method = core[name] as (...args: unknown[]) => Promise<unknown>
    const answer = (what: { readonly value?: unknown; readonly error?: string }) => {
      if (channel.connected) send(channel, { kind: "answer", id, ...what })
    }
    void method.apply(core, [...args]).then(
      (value) => answer({ value }),
      (error: unknown) => answer({ error: String(error) }),
    )
  })
}
