import {
  CallError,
  type CallOptions,
  checkCloseOptions,
  checkReceiveOptions,
  ClosedError,
  type Core,
  type CryptoFileArgs,
  within,
} from "@simplex-chat/core"
import type { EventQueue } from "./event-queue.ts"
import { activeUserOf } from "./user-of.ts"

/** What is shared, as its clients use it. */
interface Shared extends Pick<Core, "writeFile" | "readFile" | "encryptFile" | "decryptFile"> {
  sendAs(userId: number | undefined, command: string, options?: CallOptions): Promise<string>
  connect(user: UserCore): EventQueue
  disconnect(user: UserCore): void
}

/** How long closing waits for calls in flight, in milliseconds. */
const closeMs = 10_000

/**
 * A shared core as one user has it. Closing it leaves the chat running for the others. `SharedCore`
 * makes it.
 */
export class UserCore implements Core {
  /** The chat is that of all users. */
  readonly keepsRunning = true
  readonly #shared: Shared
  readonly #events: EventQueue
  readonly #inFlight = new Set<Promise<unknown>>()
  readonly #closed: Promise<never>
  #end: (error: ClosedError) => void = () => {}
  #userId: number | undefined
  #closing: Promise<void> | undefined

  /**
   * @param shared the core of all
   * @param userId the user; when absent, the one that the client creates or that {@link use} names
   */
  constructor(shared: Shared, userId?: number) {
    this.#shared = shared
    this.#userId = userId
    this.#events = shared.connect(this)
    this.#closed = new Promise((_, reject) => (this.#end = reject))
    this.#closed.catch(() => {})
  }

  /** Undefined until a user is created or named. */
  get userId(): number | undefined {
    return this.#userId
  }

  /** Whose commands and events these are from now on. */
  use(userId: number): void {
    this.#userId = userId
  }

  /**
   * @throws {CallError} for a command that would stop the chat of all users
   * @throws {ClosedError | TimeoutError} as a core does
   */
  sendCommand(command: string, options?: CallOptions): Promise<string> {
    return this.#call("sendCommand", async () => {
      if (stopsChat.test(command)) {
        const problem = "other users of this core would be stopped, too; close this client instead"
        throw new CallError("sendCommand", problem)
      }
      if (this.#userId === undefined && showsUser.test(command)) return noActiveUser
      const answer = await this.#shared.sendAs(this.#userId, command, options)
      if (createsUser.test(command)) this.#userId ??= activeUserOf(answer)
      return answer
    })
  }

  /** @throws {ClosedError} once it is closed, and what fails receiving */
  async receive(
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<readonly string[]> {
    checkReceiveOptions(options)
    return this.#events.take(options.signal)
  }

  writeFile(path: string, data: Uint8Array, options?: CallOptions): Promise<CryptoFileArgs> {
    return this.#call("writeFile", () => this.#shared.writeFile(path, data, options))
  }

  readFile(path: string, crypto: CryptoFileArgs, options?: CallOptions): Promise<Uint8Array> {
    return this.#call("readFile", () => this.#shared.readFile(path, crypto, options))
  }

  encryptFile(from: string, to: string, options?: CallOptions): Promise<CryptoFileArgs> {
    return this.#call("encryptFile", () => this.#shared.encryptFile(from, to, options))
  }

  decryptFile(
    from: string,
    crypto: CryptoFileArgs,
    to: string,
    options?: CallOptions,
  ): Promise<void> {
    return this.#call("decryptFile", () => this.#shared.decryptFile(from, crypto, to, options))
  }

  /** Ends the use of the core by this client; the core stays open. */
  async close(options: { readonly timeoutMs?: number | undefined } = {}): Promise<void> {
    checkCloseOptions(options)
    return (this.#closing ??= this.#close(options.timeoutMs ?? closeMs))
  }

  async #close(timeoutMs: number): Promise<void> {
    this.#events.close()
    this.#shared.disconnect(this)
    const done = Promise.allSettled(this.#inFlight)
    await within(done, { timeoutMs }, () => new Error("late")).catch(() => {})
    this.#end(new ClosedError("sendCommand", { started: true }))
  }

  async #call<Value>(operation: string, call: () => Promise<Value>): Promise<Value> {
    if (this.#closing !== undefined) throw new ClosedError(operation)
    const running = call()
    this.#inFlight.add(running)
    try {
      return await Promise.race([running, this.#closed])
    } finally {
      this.#inFlight.delete(running)
    }
  }
}

const stopsChat = /^\/(?:_stop|_app suspend|quit|q)\b/
const showsUser = /^\/(?:user|u)\s*$/
const createsUser = /^\/_?create user\b/

/** What a core without users answers. */
const noActiveUser = '{"error":{"type":"error","errorType":{"type":"noActiveUser"}}}'
