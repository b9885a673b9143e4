import {
  type CallOptions,
  ClosedError,
  type Core,
  type CryptoFileArgs,
  TimeoutError,
  within,
} from "@simplex-chat/core"
import { errorOf } from "../error-info.ts"
import type { CoreCall, ErrorInfo } from "../protocol.ts"
import type { Channel } from "./channel.ts"

interface Pending {
  readonly operation: CoreCall
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The bot's core on the network that `dev` holds. */
export class IpcCore implements Core {
  readonly #channel: Channel
  readonly #pending = new Map<number, Pending>()
  #lastId = 0
  #events: string[] = []
  #closing: Promise<void> | undefined
  #isClosed = false
  #currentRun: () => number | undefined = () => undefined
  #changed = Promise.withResolvers<void>()

  constructor(channel: Channel) {
    this.#channel = channel
  }

  /** Says in which run of the bot's handlers the current code is called. */
  runOf(currentRun: () => number | undefined): void {
    this.#currentRun = currentRun
  }

  // What `dev` sends.

  events(events: readonly string[]): void {
    this.#events.push(...events)
    this.#wake()
  }

  value(id: number, value: unknown): void {
    this.#pending.get(id)?.resolve(value)
  }

  error(id: number, error: ErrorInfo): void {
    const pending = this.#pending.get(id)
    pending?.reject(errorOf(pending.operation, error))
  }

  // What the bot calls.

  sendCommand(command: string, options?: CallOptions): Promise<string> {
    return this.#call("sendCommand", [command], options)
  }

  writeFile(path: string, data: Uint8Array, options?: CallOptions): Promise<CryptoFileArgs> {
    return this.#call("writeFile", [path, data], options)
  }

  readFile(path: string, crypto: CryptoFileArgs, options?: CallOptions): Promise<Uint8Array> {
    return this.#call("readFile", [path, crypto], options)
  }

  encryptFile(from: string, to: string, options?: CallOptions): Promise<CryptoFileArgs> {
    return this.#call("encryptFile", [from, to], options)
  }

  decryptFile(
    from: string,
    crypto: CryptoFileArgs,
    to: string,
    options?: CallOptions,
  ): Promise<void> {
    return this.#call("decryptFile", [from, crypto, to], options)
  }

  async receive({ signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<
    readonly string[]
  > {
    signal?.throwIfAborted()
    while (this.#events.length === 0) {
      if (this.#isClosed) throw new ClosedError("receive")
      await within(this.#changed.promise, { signal }, (_, { cause }) => cause as Error)
    }
    const events = this.#events
    this.#events = []
    return events
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await this.#ask<void>("close", [])
    this.#isClosed = true
    this.#wake()
    this.#channel.keepAlive(false)
  }

  #call<Value>(
    operation: CoreCall,
    args: readonly unknown[],
    options?: CallOptions,
  ): Promise<Value> {
    if (this.#closing !== undefined) return Promise.reject(new ClosedError(operation))
    this.#channel.keepAlive(true)
    return limited(operation, this.#ask<Value>(operation, args), options)
  }

  #ask<Value>(operation: CoreCall, args: readonly unknown[]): Promise<Value> {
    const id = ++this.#lastId
    const { promise, resolve, reject } = Promise.withResolvers<Value>()
    this.#pending.set(id, { operation, resolve: (value) => resolve(value as Value), reject })
    this.#channel.send({ type: "call", id, call: operation, args, run: this.#currentRun() })
    return promise.finally(() => this.#pending.delete(id))
  }

  #wake(): void {
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
  }
}

/** Within the limits of one call: it has been sent, so that it may still take effect. */
function limited<Value>(
  operation: CoreCall,
  call: Promise<Value>,
  options: CallOptions = {},
): Promise<Value> {
  return within(call, options, (why, { cause }) =>
    why === "timeout"
      ? new TimeoutError(operation, options.timeoutMs ?? 0, true)
      : (cause as Error),
  )
}
