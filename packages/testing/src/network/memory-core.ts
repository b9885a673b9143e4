import {
  type CallOptions,
  ClosedError,
  type Core,
  type CryptoFileArgs,
  CallError,
  checkCallOptions,
  checkCloseOptions,
  checkReceiveOptions,
  TimeoutError,
} from "@simplex-chat/core"
import { checkBytes, checkCrypto, checkName, checkText } from "../checks.ts"
import type { Chat, Emission } from "../chat/chat.ts"
import { answerTo } from "../commands/answer.ts"
import { decryptFile, encryptFile, readEncrypted, writeEncrypted } from "../files/crypto-files.ts"
import type { Clock } from "../simulation/clock.ts"
import type { Faults } from "../simulation/faults.ts"
import { loseUploads } from "../files/transfers.ts"
import { setTimeout } from "../simulation/host-time.ts"
import type { Frame } from "./options.ts"
import type { Store } from "../store/store.ts"

/** What the network gives a core when it opens it. */
export interface CoreSetup {
  readonly name: string
  readonly clock: Clock
  readonly store: Store
  readonly faults: Faults
  readonly observe: (frame: Frame) => void
  readonly problem: (text: string) => void
  readonly gone: () => void
  readonly wake: () => void
}

/** A core on a network in memory. It answers commands and delivers events as the native one does. */
export class MemoryCore implements Core {
  readonly #setup: CoreSetup
  #chat: Chat | undefined
  #events: string[] = []
  /** How many events are kept until they are received; the oldest are dropped first. */
  #eventsKept = Number.POSITIVE_INFINITY
  #closed = false
  readonly #waiting = new Set<() => void>()
  /** Ends the calls that hang. */
  readonly #hanging = new Set<() => void>()

  /** @internal */
  constructor(setup: CoreSetup) {
    this.#setup = setup
  }

  /** What it is called on its network. */
  get name(): string {
    return this.#setup.name
  }

  /** The time of its network: a bot on it schedules by it. */
  get clock(): Clock {
    return this.#setup.clock
  }

  /** @internal */
  get closed(): boolean {
    return this.#closed
  }

  /** @internal */
  attach(chat: Chat): void {
    this.#chat = chat
  }

  /** @internal */
  keepEvents(count: number): void {
    this.#eventsKept = count
  }

  /** @internal */
  emitted(emission: Emission): void {
    const event = JSON.stringify(emission)
    this.#events.push(event)
    // Seldom, since it moves all that is left.
    if (this.#events.length >= 2 * this.#eventsKept)
      this.#events = this.#events.slice(-this.#eventsKept)
    this.#setup.observe({ core: this.name, event })
    this.#wakeReceivers()
  }

  /** @internal */
  save(): void {
    if (!this.#closed) this.#setup.store.save()
  }

  /** Adds to `network.problems` what went wrong in the bot on this core. */
  reportProblem(problem: string): void {
    this.#setup.problem(`${this.name}: ${problem}`)
  }

  sendCommand(command: string, options: CallOptions = {}): Promise<string> {
    return this.#call("sendCommand", options, (chat) => {
      checkText(command, "command")
      this.#setup.observe({ core: this.name, command })
      if (this.#setup.faults.hangs(this.name, command)) return undefined
      const answer = JSON.stringify(answerTo(chat, command))
      this.#setup.store.save()
      this.#setup.observe({ core: this.name, answer })
      chat.answered()
      this.#setup.store.save()
      this.#setup.wake()
      return answer
    })
  }

  async receive(
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<readonly string[]> {
    checkReceiveOptions(options)
    const { signal } = options
    signal?.throwIfAborted()
    while (this.#events.length === 0) {
      if (this.#closed) throw new ClosedError("receive")
      await new Promise<void>((resolve, reject) => {
        const done = () => {
          this.#waiting.delete(done)
          signal?.removeEventListener("abort", aborted)
          resolve()
        }
        const aborted = () => {
          this.#waiting.delete(done)
          reject(signal?.reason as Error)
        }
        this.#waiting.add(done)
        signal?.addEventListener("abort", aborted, { once: true })
      })
    }
    if (this.#setup.faults.receiveFails(this.name)) {
      throw new CallError("chat_recv_msg_wait", "failed, as the network's faults say")
    }
    const events = this.#events
    this.#events = []
    return events
  }

  writeFile(path: string, data: Uint8Array, options: CallOptions = {}): Promise<CryptoFileArgs> {
    return this.#call("writeFile", options, () => {
      checkName(path, "path")
      checkBytes(data)
      return writeEncrypted(path, Uint8Array.from(data))
    })
  }

  readFile(path: string, crypto: CryptoFileArgs, options: CallOptions = {}): Promise<Uint8Array> {
    return this.#call("readFile", options, () => {
      checkName(path, "path")
      checkCrypto(crypto)
      return readEncrypted(path, crypto)
    })
  }

  encryptFile(from: string, to: string, options: CallOptions = {}): Promise<CryptoFileArgs> {
    return this.#call("encryptFile", options, () => {
      checkName(from, "from")
      checkName(to, "to")
      return encryptFile(from, to)
    })
  }

  decryptFile(
    from: string,
    crypto: CryptoFileArgs,
    to: string,
    options: CallOptions = {},
  ): Promise<void> {
    return this.#call("decryptFile", options, () => {
      checkName(from, "from")
      checkCrypto(crypto)
      checkName(to, "to")
      decryptFile(from, crypto, to)
      return null
    }).then(() => undefined)
  }

  async close(options: { readonly timeoutMs?: number | undefined } = {}): Promise<void> {
    checkCloseOptions(options)
    if (this.#closed) return
    if (this.#chat?.started) loseUploads(this.#chat)
    this.#setup.store.save()
    this.#end()
    for (const end of this.#hanging) end()
  }

  /**
   * Ends the core as a killed process ends: at once, with nothing saved but what was acknowledged.
   * Calls that wait never resolve. The folder can be opened again.
   */
  kill(): void {
    if (!this.#closed) this.#end()
    this.#events = []
  }

  #end(): void {
    this.#closed = true
    this.#setup.gone()
    this.#setup.store.close()
    this.#wakeReceivers()
  }

  #wakeReceivers(): void {
    for (const wake of this.#waiting) wake()
  }

  /** Runs a call; one that gives nothing hangs until it is given up. */
  #call<Result extends {} | null>(
    operation: string,
    options: CallOptions,
    run: (chat: Chat) => Result | undefined,
  ): Promise<Result> {
    if (this.#closed || this.#chat === undefined) {
      return Promise.reject(new ClosedError(operation))
    }
    const { signal, timeoutMs } = (options as CallOptions | null) ?? {}
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
    try {
      checkCallOptions(options)
      const result = run(this.#chat)
      if (result !== undefined) return Promise.resolve(result)
    } catch (error) {
      return Promise.reject(error as Error)
    }
    return new Promise((_, reject) => {
      this.#hanging.add(() => reject(new ClosedError(operation, { started: true })))
      signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true })
      if (timeoutMs === undefined) return
      setTimeout(() => reject(new TimeoutError(operation, timeoutMs, true)), timeoutMs).unref()
    })
  }
}
