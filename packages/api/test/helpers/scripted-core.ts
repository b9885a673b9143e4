import type { CallOptions, Core, CryptoFileArgs } from "@simplex-chat/core-ffi"

/** How a scripted core answers a command: with a text, later, or not at all. */
export type Script = (command: string, options: CallOptions) => string | Promise<string>

/** As the native one is named; the api knows it by its name. */
export class ClosedError extends Error {
  override readonly name = "ClosedError"
}

/** A core that answers as the script says, and hands out the events that it is told to. */
export class ScriptedCore implements Core {
  /** The commands that came, in order. */
  readonly sent: string[] = []
  /** How often it was asked for events. */
  receives = 0
  closes = 0
  readonly #script: Script
  #batches: (readonly string[] | Error)[] = []
  #wake: (() => void) | undefined
  #closed = false

  constructor(script: Script = () => result({ type: "cmdOk" })) {
    this.#script = script
  }

  async sendCommand(command: string, options: CallOptions = {}): Promise<string> {
    if (this.#closed) throw new ClosedError("sendCommand: the core is closed")
    this.sent.push(command)
    return this.#script(command, options)
  }

  async receive({ signal }: { signal?: AbortSignal | undefined } = {}): Promise<readonly string[]> {
    this.receives++
    signal?.addEventListener("abort", () => this.#wake?.())
    for (;;) {
      signal?.throwIfAborted()
      const batch = this.#batches.shift()
      if (batch instanceof Error) throw batch
      if (batch !== undefined) return batch
      if (this.#closed) throw new ClosedError("receive: the core is closed")
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** Hands out these as one batch of events. */
  say(...events: object[]): void {
    this.sayRaw(...events.map((event) => result(event)))
  }

  sayRaw(...texts: string[]): void {
    this.#batches.push(texts)
    this.#wake?.()
  }

  /** The next receive fails. */
  failToReceive(error: Error): void {
    this.#batches.push(error)
    this.#wake?.()
  }

  async close(): Promise<void> {
    this.closes++
    this.#closed = true
    this.#wake?.()
  }

  async writeFile(): Promise<CryptoFileArgs> {
    throw new Error("not scripted")
  }
  async readFile(): Promise<Uint8Array> {
    throw new Error("not scripted")
  }
  async encryptFile(): Promise<CryptoFileArgs> {
    throw new Error("not scripted")
  }
  async decryptFile(): Promise<void> {
    throw new Error("not scripted")
  }
}

export const result = (value: object): string => JSON.stringify({ result: value })
export const failure = (chatError: object): string => JSON.stringify({ error: chatError })

/** The core's error of this tag, from its chat layer. */
export const refusal = (tag: string): string => failure({ type: "error", errorType: { type: tag } })
