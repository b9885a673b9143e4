import type { Core, CryptoFileArgs } from "@simplex-chat/core-ffi"

/** A core that costs nothing: one answer to every command, and events from memory. */
export class InstantCore implements Core {
  readonly #answer: string
  #batches: (readonly string[])[] = []
  #wake: (() => void) | undefined

  constructor(answer: string) {
    this.#answer = answer
  }

  sendCommand(): Promise<string> {
    return Promise.resolve(this.#answer)
  }

  async receive({ signal }: { signal?: AbortSignal | undefined } = {}): Promise<readonly string[]> {
    for (;;) {
      signal?.throwIfAborted()
      const batch = this.#batches.shift()
      if (batch !== undefined) return batch
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        signal?.addEventListener("abort", () => resolve(), { once: true })
      })
    }
  }

  /** Hands out these events in batches of 64, as the native core does when many are waiting. */
  load(events: readonly string[]): void {
    for (let at = 0; at < events.length; at += 64) this.#batches.push(events.slice(at, at + 64))
    this.#wake?.()
  }

  async close(): Promise<void> {}
  writeFile(): Promise<CryptoFileArgs> {
    throw new Error("not needed here")
  }
  readFile(): Promise<Uint8Array> {
    throw new Error("not needed here")
  }
  encryptFile(): Promise<CryptoFileArgs> {
    throw new Error("not needed here")
  }
  decryptFile(): Promise<void> {
    throw new Error("not needed here")
  }
}
