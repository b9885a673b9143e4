import type { CallOptions, Core, CryptoFileArgs } from "./core.ts"
import { ClosedError, FileError, TimeoutError } from "./errors.ts"
import { checkCallOptions, checkCloseOptions, checkReceiveOptions } from "./options.ts"
import { within } from "./within.ts"

/** How a scripted core answers a command: with a text, later, or with an error. */
export type Script = (command: string, options: CallOptions) => string | Promise<string>

/**
 * A core for tests: it answers commands as a script says, and delivers the events it is given. Its
 * files live in memory. Nothing is slower than a microtask.
 *
 * ```ts
 * const core = new ScriptedCore((command) =>
 *   command === "/users" ? result({ type: "usersList", users: [] }) : refusal("noActiveUser"),
 * )
 * const api = await ChatApi.init(core)
 * core.emit({ type: "hostConnected", protocol: "smp", transportHost: "smp.example" })
 * ```
 */
export class ScriptedCore implements Core {
  /** The commands received so far, in order. */
  readonly commands: string[] = []
  /** The files, by path, as they are on disk: encrypted ones with their key and nonce. */
  readonly files = new Map<string, ScriptedFile>()
  /** How often {@link receive} was called. */
  receives = 0
  /** How often {@link close} was called. */
  closes = 0
  readonly #script: Script
  readonly #batches: (readonly string[] | Error)[] = []
  readonly #waiting = new Set<() => void>()
  readonly #ends = new Set<() => void>()
  #keys = 0

  /** @param script absent: the chat starts and stops, and all other commands answer `cmdOk` */
  constructor(script: Script = plain) {
    this.#script = script
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.closes > 0
  }

  sendCommand(command: string, options: CallOptions = {}): Promise<string> {
    return this.#call("sendCommand", options, () => {
      this.commands.push(command)
      return this.#script(command, options)
    })
  }

  async receive(options: { signal?: AbortSignal | undefined } = {}): Promise<readonly string[]> {
    checkReceiveOptions(options)
    const { signal } = options
    this.receives++
    for (;;) {
      signal?.throwIfAborted()
      const batch = this.#batches.shift()
      if (batch instanceof Error) throw batch
      if (batch !== undefined) return batch
      if (this.closed) throw new ClosedError("receive")
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake)
          signal?.removeEventListener("abort", wake)
          resolve()
        }
        this.#waiting.add(wake)
        signal?.addEventListener("abort", wake)
      })
    }
  }

  /** Delivers these events as one batch. */
  emit(...events: object[]): void {
    this.emitRaw(...events.map((event) => result(event)))
  }

  /** Delivers these texts as one batch of events, whatever they are. */
  emitRaw(...texts: string[]): void {
    this.#batches.push(texts)
    this.#wake()
  }

  /** Lets the next {@link receive} fail. */
  failReceive(error: Error): void {
    this.#batches.push(error)
    this.#wake()
  }

  writeFile(path: string, data: Uint8Array, options: CallOptions = {}): Promise<CryptoFileArgs> {
    const copy = data.slice()
    return this.#call("writeFile", options, () => this.#encrypted(path, copy))
  }

  readFile(path: string, crypto: CryptoFileArgs, options: CallOptions = {}): Promise<Uint8Array> {
    return this.#call("readFile", options, () => this.#decrypted("readFile", path, crypto))
  }

  encryptFile(from: string, to: string, options: CallOptions = {}): Promise<CryptoFileArgs> {
    return this.#call("encryptFile", options, () =>
      this.#encrypted(to, this.#file("encryptFile", from).data.slice()),
    )
  }

  decryptFile(
    from: string,
    crypto: CryptoFileArgs,
    to: string,
    options: CallOptions = {},
  ): Promise<void> {
    return this.#call("decryptFile", options, () => {
      this.files.set(to, { data: this.#decrypted("decryptFile", from, crypto) })
    })
  }

  async close(options: { timeoutMs?: number | undefined } = {}): Promise<void> {
    checkCloseOptions(options)
    this.closes++
    for (const end of this.#ends) end()
    this.#wake()
  }

  #wake(): void {
    for (const wake of this.#waiting) wake()
  }

  async #call<Value>(
    operation: string,
    options: CallOptions,
    run: () => Value | Promise<Value>,
  ): Promise<Value> {
    if (this.closed) throw new ClosedError(operation)
    checkCallOptions(options)
    const { signal, timeoutMs } = options
    signal?.throwIfAborted()
    const outcome = run()
    if (!(outcome instanceof Promise)) return outcome
    let end = () => {}
    const closed = new Promise<never>((_, reject) => {
      end = () => reject(new ClosedError(operation, { started: true }))
    })
    this.#ends.add(end)
    try {
      return await within(Promise.race([outcome, closed]), { signal, timeoutMs }, (why) =>
        why === "aborted"
          ? (signal?.reason as Error)
          : new TimeoutError(operation, timeoutMs ?? 0, true),
      )
    } finally {
      this.#ends.delete(end)
    }
  }

  #encrypted(path: string, data: Uint8Array): CryptoFileArgs {
    this.#keys++
    const crypto = { fileKey: `key-${this.#keys}`, fileNonce: `nonce-${this.#keys}` }
    this.files.set(path, { data, crypto })
    return crypto
  }

  #file(operation: string, path: string): ScriptedFile {
    const file = this.files.get(path)
    if (file === undefined) throw new FileError(operation, path, "does not exist")
    return file
  }

  #decrypted(operation: string, path: string, { fileKey, fileNonce }: CryptoFileArgs): Uint8Array {
    const { data, crypto } = this.#file(operation, path)
    if (crypto?.fileKey !== fileKey || crypto.fileNonce !== fileNonce)
      throw new FileError(operation, path, "wrong key or nonce")
    return data.slice()
  }
}

const plain: Script = (command) => {
  if (command.startsWith("/_start")) return result({ type: "chatStarted" })
  return result({ type: command === "/_stop" ? "chatStopped" : "cmdOk" })
}

/** A file of a scripted core. */
export interface ScriptedFile {
  /** The bytes in clear. */
  readonly data: Uint8Array
  /** Present when it is encrypted. */
  readonly crypto?: CryptoFileArgs | undefined
}

/** The text of an answer or event with this content. */
export const result = (value: object): string => JSON.stringify({ result: value })

/** The text of an error answer. */
export const failure = (chatError: object): string => JSON.stringify({ error: chatError })

/** The text of an error of the core's chat layer with this tag, such as `noActiveUser`. */
export const refusal = (tag: string): string => failure({ type: "error", errorType: { type: tag } })
