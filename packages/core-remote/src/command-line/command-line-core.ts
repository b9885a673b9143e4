import {
  type CallOptions,
  checkCloseOptions,
  checkReceiveOptions,
  ClosedError,
  type Core,
  type CryptoFileArgs,
  InvalidArgumentError,
  UnsupportedError,
  within,
} from "@simplex-chat/core"
import { EventQueue, missedEvent, PendingCalls } from "@simplex-chat/core/remote"
import { Link, type LinkOptions } from "../link/link.ts"
import type { Connect } from "../link/connect.ts"
import { parseMessage, request } from "./envelope.ts"
import type { Release } from "./exclusive.ts"

/**
 * The core of SimpleX's command line, `simplex-chat -p PORT`. Its queues hold one command, so one is
 * sent after the other is answered.
 */
export class CommandLineCore implements Core {
  readonly keepsRunning = true
  readonly #calls = new PendingCalls()
  readonly #events = new EventQueue()
  readonly #link: Link
  readonly #release: Release
  /** Commands that wait for their turn. */
  readonly #queue: { readonly id: number; readonly command: string }[] = []
  #inFlight: number | undefined
  #everUp = false
  #closing: Promise<void> | undefined

  private constructor(connect: Connect, release: Release, options: LinkOptions) {
    this.#release = release
    this.#link = new Link(
      connect,
      {
        onUp: () => this.#up(),
        onMessage: (text) => this.#message(text),
        onDown: () => this.#down(),
      },
      options,
    )
  }

  /** @internal */
  static async open(
    connect: Connect,
    release: Release,
    options: LinkOptions,
  ): Promise<CommandLineCore> {
    const core = new CommandLineCore(connect, release, options)
    await core.#link.open()
    return core
  }

  async sendCommand(command: string, options?: CallOptions): Promise<string> {
    if (typeof command !== "string" || command === "" || command.includes("\0"))
      throw new InvalidArgumentError(
        "command",
        "must be a string that is not empty and has no NUL in it",
      )
    if (this.#closing !== undefined) throw new ClosedError("sendCommand")
    const { id, answer } = this.#calls.add("sendCommand", options)
    this.#queue.push({ id, command })
    this.#next()
    return answer as Promise<string>
  }

  async receive(
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<readonly string[]> {
    checkReceiveOptions(options)
    return this.#events.receive(options.signal)
  }

  writeFile(): Promise<CryptoFileArgs> {
    return unsupported("writeFile")
  }

  readFile(): Promise<Uint8Array> {
    return unsupported("readFile")
  }

  encryptFile(): Promise<CryptoFileArgs> {
    return unsupported("encryptFile")
  }

  decryptFile(): Promise<void> {
    return unsupported("decryptFile")
  }

  /** Ends the connection. The command line and its chat go on. */
  async close(options: { readonly timeoutMs?: number | undefined } = {}): Promise<void> {
    checkCloseOptions(options)
    return (this.#closing ??= this.#close(options.timeoutMs ?? 10_000))
  }

  async #close(timeoutMs: number): Promise<void> {
    await within(this.#calls.idle(), { timeoutMs }, () => new Error("not idle")).catch(() => {})
    this.#link.close()
    this.#calls.closed()
    this.#events.close()
    this.#release()
  }

  #up(): void {
    // What happened in between is lost.
    if (this.#everUp) this.#events.push(missedEvent)
    this.#everUp = true
    this.#next()
  }

  #down(): void {
    this.#calls.lost()
    this.#inFlight = undefined
  }

  #next(): void {
    while (this.#inFlight === undefined && this.#link.up) {
      const next = this.#queue.shift()
      if (next === undefined) return
      if (!this.#calls.has(next.id)) continue // it gave up while it was queued
      if (!this.#link.send(request(String(next.id), next.command))) {
        this.#queue.unshift(next)
        return
      }
      this.#inFlight = next.id
      this.#calls.sent(next.id)
    }
  }

  #message(text: string): void {
    const message = parseMessage(text)
    if (message === undefined) return this.#link.drop()
    if (message.kind === "event") return this.#events.push(message.envelope)
    this.#calls.resolve(Number(message.corrId), message.envelope)
    if (this.#inFlight === Number(message.corrId)) this.#inFlight = undefined
    this.#next()
  }
}

function unsupported(operation: string): Promise<never> {
  const problem = "the command line has no functions for encrypted files"
  return Promise.reject(new UnsupportedError(operation, problem))
}
