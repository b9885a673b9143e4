import {
  type CallOptions,
  checkCloseOptions,
  checkReceiveOptions,
  ClosedError,
  type Core,
  type CryptoFileArgs,
  FileError,
  within,
} from "@simplex-chat/core"
import { EventQueue, fromWireError, missedEvent, PendingCalls } from "@simplex-chat/core/remote"
import { ConnectError } from "../errors.ts"
import type { Connect } from "../link/connect.ts"
import { Link, type LinkOptions } from "../link/link.ts"
import {
  type CallName,
  chunkBytes,
  type ClientMessage,
  parse,
  type ServerMessage,
} from "../protocol/protocol.ts"

/** Events are acknowledged after this many, and at the latest after this time. */
const ackEvery = 100
const ackAfterMs = 1000

export interface RemoteCoreOptions extends LinkOptions {
  /** How long a server has to welcome a client that is connected, in milliseconds. */
  readonly welcomeMs: number
}

/** A core that `serveCore` serves. */
export class RemoteCore implements Core {
  readonly keepsRunning = true
  readonly #calls = new PendingCalls()
  readonly #events = new EventQueue()
  readonly #link: Link
  readonly #address: string
  /** Calls that wait for a connection, each with what sends it. */
  readonly #queue = new Map<number, () => void>()
  readonly #operations = new Map<number, { readonly name: CallName; readonly chunks: Buffer[] }>()
  #session: string | undefined
  #seq = 0
  #acked = 0
  #ackTimer: NodeJS.Timeout | undefined
  #welcomed = false
  readonly #welcomeMs: number
  #welcomeTimer: NodeJS.Timeout | undefined
  #first: PromiseWithResolvers<void> | undefined
  #closing: Promise<void> | undefined

  private constructor(address: string, connect: Connect, options: RemoteCoreOptions) {
    this.#address = address
    this.#welcomeMs = options.welcomeMs
    this.#link = new Link(
      connect,
      {
        onUp: () => this.#greet(),
        onMessage: (text) => this.#message(text),
        onDown: (code) => this.#down(code),
      },
      options,
    )
  }

  /** @internal */
  static async open(
    address: string,
    connect: Connect,
    options: RemoteCoreOptions,
  ): Promise<RemoteCore> {
    const core = new RemoteCore(address, connect, options)
    const first = (core.#first = Promise.withResolvers<void>())
    await core.#link.open()
    await first.promise
    return core
  }

  sendCommand(command: string, options?: CallOptions): Promise<string> {
    return this.#call("sendCommand", [command], options) as Promise<string>
  }

  async receive(
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<readonly string[]> {
    checkReceiveOptions(options)
    return this.#events.receive(options.signal)
  }

  writeFile(path: string, data: Uint8Array, options?: CallOptions): Promise<CryptoFileArgs> {
    const bytes = Buffer.from(data) // copied, as the interface promises
    return this.#call("writeFile", [path], options, bytes) as Promise<CryptoFileArgs>
  }

  async readFile(path: string, crypto: CryptoFileArgs, options?: CallOptions): Promise<Uint8Array> {
    const data = (await this.#call("readFile", [path, crypto], options)) as {
      readonly bytes: Buffer
      readonly expected: number
    }
    if (data.bytes.length !== data.expected)
      throw new FileError("readFile", path, "the data did not arrive whole")
    return data.bytes
  }

  encryptFile(from: string, to: string, options?: CallOptions): Promise<CryptoFileArgs> {
    return this.#call("encryptFile", [from, to], options) as Promise<CryptoFileArgs>
  }

  async decryptFile(
    from: string,
    crypto: CryptoFileArgs,
    to: string,
    options?: CallOptions,
  ): Promise<void> {
    await this.#call("decryptFile", [from, crypto, to], options)
  }

  /** Ends the connection. The served core goes on. */
  async close(options: { readonly timeoutMs?: number | undefined } = {}): Promise<void> {
    checkCloseOptions(options)
    return (this.#closing ??= this.#close(options.timeoutMs ?? 10_000))
  }

  async #close(timeoutMs: number): Promise<void> {
    await within(this.#calls.idle(), { timeoutMs }, () => new Error("not idle")).catch(() => {})
    this.#acknowledge()
    this.#say({ bye: true })
    this.#end()
  }

  #end(): void {
    this.#link.close()
    clearTimeout(this.#ackTimer)
    this.#calls.closed()
    this.#events.close()
  }

  async #call(
    name: CallName,
    args: readonly unknown[],
    options: CallOptions | undefined,
    data?: Buffer,
  ): Promise<unknown> {
    if (this.#closing !== undefined) throw new ClosedError(name)
    const { id, answer } = this.#calls.add(name, options)
    this.#operations.set(id, { name, chunks: [] })
    const forget = () => {
      this.#operations.delete(id)
      this.#queue.delete(id)
    }
    answer.then(forget, forget)
    const send = () => {
      this.#say({ id, call: name, args })
      if (data !== undefined) this.#sendData(id, data)
      this.#calls.sent(id)
    }
    if (this.#welcomed) send()
    else this.#queue.set(id, send)
    return answer
  }

  #sendData(id: number, data: Buffer): void {
    for (let at = 0; at === 0 || at < data.length; at += chunkBytes) {
      const piece = data.subarray(at, at + chunkBytes)
      const last = at + chunkBytes >= data.length
      this.#say({ id, data: piece.toString("base64"), last })
    }
  }

  /** A server that answers pings, and nothing else, is given up like a silent one. */
  #greet(): void {
    this.#welcomeTimer = setTimeout(() => this.#link.drop(), this.#welcomeMs)
    this.#say({ hello: this.#resumption() })
  }

  #resumption(): { session?: string; after?: number } {
    return this.#session === undefined ? {} : { session: this.#session, after: this.#seq }
  }

  #message(text: string): void {
    const message = parse<ServerMessage>(text)
    if (message === undefined) return this.#link.drop()
    if ("welcome" in message) return this.#welcome(message.welcome)
    if ("seq" in message) return this.#event(message)
    if ("missed" in message) return this.#events.push(missedEvent)
    if ("closed" in message) {
      this.#closing ??= Promise.resolve()
      this.#first?.reject(new ClosedError("connectCore"))
      return this.#end()
    }
    if ("id" in message) return this.#answer(message)
    this.#link.drop() // no message of this protocol
  }

  #welcome({ session, missed }: { readonly session: string; readonly missed: boolean }): void {
    clearTimeout(this.#welcomeTimer)
    // Another session than ours: the server is another one than before, or it gave ours up.
    const isOther = this.#session !== undefined && this.#session !== session
    if (isOther) this.#seq = this.#acked = 0
    this.#session = session
    if (missed || isOther) this.#events.push(missedEvent)
    this.#welcomed = true
    this.#first?.resolve()
    this.#first = undefined
    const queued = [...this.#queue]
    this.#queue.clear()
    for (const [id, send] of queued) if (this.#calls.has(id)) send()
  }

  #event({ seq, event }: { readonly seq: number; readonly event: string }): void {
    if (seq <= this.#seq) return // sent again after a break, and here already
    this.#seq = seq
    this.#events.push(event)
    if (seq - this.#acked >= ackEvery) this.#acknowledge()
    else this.#ackTimer ??= setTimeout(() => this.#acknowledge(), ackAfterMs).unref()
  }

  #acknowledge(): void {
    clearTimeout(this.#ackTimer)
    this.#ackTimer = undefined
    if (this.#seq === this.#acked) return
    this.#acked = this.#seq
    this.#say({ ack: this.#seq })
  }

  #answer(message: Extract<ServerMessage, { id: number }>): void {
    const operation = this.#operations.get(message.id)
    if (operation === undefined) return
    const { name, chunks } = operation
    if ("data" in message) chunks.push(Buffer.from(message.data, "base64"))
    else if ("error" in message) this.#calls.reject(message.id, fromWireError(name, message.error))
    else if (name !== "readFile") this.#calls.resolve(message.id, message.value)
    else {
      const expected = Number(message.value)
      this.#calls.resolve(message.id, { bytes: Buffer.concat(chunks), expected })
    }
  }

  #down(code: number): void {
    clearTimeout(this.#welcomeTimer)
    this.#welcomed = false
    this.#calls.lost()
    if (this.#first === undefined) return
    this.#link.close()
    const [reason, problem] =
      code === 4409
        ? (["busy", "another client is connected: one core has one client"] as const)
        : (["unreachable", "the server ended the connection"] as const)
    this.#first.reject(new ConnectError(this.#address, reason, problem))
  }

  #say(message: ClientMessage): void {
    this.#link.send(JSON.stringify(message))
  }
}
