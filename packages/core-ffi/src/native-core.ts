import {
  CallError,
  type CallOptions,
  checkCallOptions,
  checkCloseOptions,
  checkReceiveOptions,
  ClosedError,
  type Core,
  type CryptoFileArgs,
  FileError,
  InvalidArgumentError,
  TimeoutError,
  within,
} from "@simplex-chat/core"
import { parseTagged } from "./answer.ts"
import { checkBytes, checkPath, checkText } from "./validate-arguments.ts"
import type { Controller } from "./native/library.ts"
import type { OsLock } from "./os-lock.ts"
import type { Receiver } from "./receiving/receiver.ts"
import type { CallArgs, CallName, CallResult } from "./threads/messages.ts"
import { Call, CallOwner } from "./threads/call.ts"
import type { ThreadPool } from "./threads/pool.ts"

/** What `chat_write_file` and `chat_encrypt_file` answer. */
type WriteFileResult =
  { type: "result"; cryptoArgs: CryptoFileArgs } | { type: "error"; writeError: string }

/** An open controller of the native library. */
export class NativeCore implements Core {
  readonly #ctrl: Controller
  readonly #receiver: Receiver
  readonly #pool: ThreadPool
  readonly #lock: OsLock
  readonly #calls = new CallOwner()
  /** Whether the chat was started, and not stopped since. */
  #chatRuns = false
  #closing: Promise<void> | undefined

  constructor(ctrl: Controller, receiver: Receiver, pool: ThreadPool, lock: OsLock) {
    this.#ctrl = ctrl
    this.#receiver = receiver
    this.#pool = pool
    this.#lock = lock
  }

  // Neither `async` nor through `#call`: most of what a burst of commands leaves to collect would be the
  // promises of these.
  sendCommand(command: string, options?: CallOptions): Promise<string> {
    return new Promise((resolve, reject) => {
      checkText("command", command)
      this.#check("sendCommand", options)
      if (/^\/_?st(?:art|op)\b/.test(command)) this.#chatRuns = command.includes("start")
      const request = ["sendCommand", this.#ctrl, command] as const
      this.#pool.make(new Call(request, this.#calls, resolve, reject), options)
    })
  }

  async receive(options: { signal?: AbortSignal | undefined } = {}): Promise<readonly string[]> {
    checkReceiveOptions(options)
    return this.#receiver.events.read(options.signal)
  }

  async writeFile(path: string, data: Uint8Array, options?: CallOptions): Promise<CryptoFileArgs> {
    checkPath("path", path)
    checkBytes("data", data)
    const copy = new Uint8Array(data) // the caller keeps its bytes; ours are moved to the thread
    const args: CallArgs<"writeFile"> = [this.#ctrl, path, copy]
    return written("writeFile", path, await this.#call("writeFile", args, options, [copy.buffer]))
  }

  async readFile(path: string, crypto: CryptoFileArgs, options?: CallOptions): Promise<Uint8Array> {
    checkPath("path", path)
    const { fileKey, fileNonce } = checkCrypto(crypto)
    const result = await this.#call("readFile", [path, fileKey, fileNonce], options)
    if (typeof result === "string") throw new FileError("readFile", path, result)
    return result
  }

  async encryptFile(from: string, to: string, options?: CallOptions): Promise<CryptoFileArgs> {
    checkPath("from", from)
    checkPath("to", to)
    const answer = await this.#call("encryptFile", [this.#ctrl, from, to], options)
    return written("encryptFile", from, answer)
  }

  async decryptFile(
    from: string,
    crypto: CryptoFileArgs,
    to: string,
    options?: CallOptions,
  ): Promise<void> {
    checkPath("from", from)
    checkPath("to", to)
    const { fileKey, fileNonce } = checkCrypto(crypto)
    const problem = await this.#call("decryptFile", [from, fileKey, fileNonce, to], options)
    if (problem !== "") throw new FileError("decryptFile", from, problem)
  }

  async close(options: { timeoutMs?: number | undefined } = {}): Promise<void> {
    checkCloseOptions(options)
    const { timeoutMs = 10_000 } = options
    return (this.#closing ??= this.#close(timeoutMs))
  }

  async #close(timeoutMs: number): Promise<void> {
    // Receiving goes on meanwhile, so that the events of these calls are not held back.
    await inTime(timeoutMs, this.#calls.idle())
    // The core loses files that are being sent when it is closed while its chat runs (4 of 4).
    if (this.#chatRuns) await inTime(timeoutMs, this.#stopChat())
    this.#pool.abandon(this.#calls)
    const closing = this.#closeStore()
    const closed = await inTime(timeoutMs, closing)
    this.#receiver.events.end(new ClosedError("receive"))
    if (closed === undefined) {
      this.#receiver.unref()
      // It may close after all. Until then the core may write to the database: it stays locked.
      closing.then((answer) => this.#release(answer)).catch(() => {})
      throw new TimeoutError("close", timeoutMs, true)
    }
    this.#release(closed.value)
    if (closed.value === null) throw new CallError("close", "the library returned NULL")
    if (closed.value !== "") throw new CallError("close", closed.value)
  }

  async #stopChat(): Promise<void> {
    const args: CallArgs<"sendCommand"> = [this.#ctrl, "/_stop"]
    await this.#pool.run(this.#calls, "sendCommand", args).catch(() => {}) // it is closed all the same
  }

  async #closeStore(): Promise<string | null> {
    await this.#receiver.stop() // the core must not be called for a database that is closed
    try {
      return await this.#pool.run(new CallOwner(), "closeStore", [this.#ctrl], { urgent: true })
    } catch (error) {
      this.#receiver.release() // no thread could be had
      throw error
    }
  }

  #release(answer: string | null): void {
    this.#receiver.release()
    if (answer === "") this.#lock.release()
  }

  #call<N extends CallName>(
    name: N,
    args: CallArgs<N>,
    options?: CallOptions,
    transfer?: ArrayBuffer[],
  ): Promise<CallResult<N>> {
    this.#check(name, options)
    const run = transfer === undefined ? options : { ...options, transfer }
    return this.#pool.run(this.#calls, name, args, run)
  }

  #check(name: CallName, options: CallOptions | undefined): void {
    checkCallOptions(options)
    if (this.#closing !== undefined) throw new ClosedError(name)
  }
}

function checkCrypto(crypto: CryptoFileArgs): CryptoFileArgs {
  if (typeof crypto !== "object" || crypto === null)
    throw new InvalidArgumentError("crypto", "must be an object with fileKey and fileNonce")
  checkText("fileKey", crypto.fileKey)
  checkText("fileNonce", crypto.fileNonce)
  return crypto
}

function written(operation: string, path: string, answer: string): CryptoFileArgs {
  const result = parseTagged(operation, answer) as WriteFileResult
  if (result.type === "error") throw new FileError(operation, path, result.writeError)
  if (typeof result.cryptoArgs?.fileKey !== "string")
    throw new CallError(operation, "the answer has no key in it")
  return result.cryptoArgs
}

/** The value of a promise, or undefined when it took longer. */
function inTime<T>(timeoutMs: number, promise: Promise<T>): Promise<{ value: T } | undefined> {
  const late = new Error("late")
  return within(
    promise.then((value) => ({ value })),
    { timeoutMs },
    () => late,
  ).catch((error: unknown) => {
    if (error === late) return undefined
    throw error
  })
}
