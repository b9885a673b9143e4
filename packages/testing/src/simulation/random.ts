/** A seeded source of chance: the same seed gives the same run. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A number from 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** Whether something that happens this often (0 to 1) happens now. */
  chance(probability: number): boolean {
    return probability > 0 && this.next() < probability
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  /** The same things in any order. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const left = [...items]
    return items.flatMap(() => left.splice(this.below(left.length), 1))
  }

  /** Random bytes, as base64url without padding. */
  url(bytes: number): string {
    return this.#bytes(bytes).toString("base64url")
  }

  /** Random bytes, as base64. */
  base64(bytes: number): string {
    return this.#bytes(bytes).toString("base64")
  }

  /** An id as the agent makes them: base64 of the base64url text of 12 bytes. */
  agentId(): string {
    return Buffer.from(this.url(12)).toString("base64")
  }

  /** A shared id as the chat makes them: base64 of the base64 text of 12 bytes. */
  sharedId(): string {
    return Buffer.from(this.base64(12)).toString("base64")
  }

  #bytes(count: number): Buffer {
    const bytes = Buffer.alloc(count)
    for (let i = 0; i < count; i++) bytes[i] = this.below(256)
    return bytes
  }
}
