import { join } from "node:path"
import type { Line, Person as KitPerson } from "@simplex-chat/testing"
import type { Conversation, SayOptions, Wanted } from "../conversation.ts"
import { ExpectationError } from "../expectation-error.ts"

/** Where a person of the test kit keeps files, and how long they wait. */
export interface KitHome {
  readonly filesFolder: string
  /** How long an expectation waits, in milliseconds. */
  readonly timeoutMs: number
}

export interface KitSayOptions extends SayOptions {
  readonly quoting?: Line | undefined
}

/** One chat as a person of the test kit sees it. */
export class KitConversation implements Conversation {
  readonly kit: KitPerson
  /** `@4`, `#1`. */
  readonly ref: string
  protected readonly home: KitHome
  readonly #expected = new Set<number>()

  constructor(kit: KitPerson, ref: string, home: KitHome) {
    this.kit = kit
    this.ref = ref
    this.home = home
  }

  say(text: string, { quoting, ttl }: KitSayOptions = {}): Promise<Line> {
    return this.#here.say(text, { replyTo: quoting, ttl })
  }

  sayLive(first: string, ...more: readonly [string, ...string[]]): Promise<Line> {
    return this.#here.sayLive(first, ...more)
  }

  sendFile(name: string, bytes: Uint8Array): Promise<Line> {
    return this.#here.sendFile(join(this.home.filesFolder, name), bytes)
  }

  sendImage(name: string, bytes: Uint8Array, caption: string): Promise<Line> {
    return this.#here.sendImage(join(this.home.filesFolder, name), bytes, caption)
  }

  sees(wanted: Wanted, from?: string): Promise<Line> {
    return this.#seesNew(String(wanted), (line) => {
      if (from !== undefined && line.from !== from) return false
      return typeof wanted === "string" ? line.text === wanted : wanted.test(line.text)
    })
  }

  seesFile(): Promise<Line> {
    return this.#seesNew("with a file", ({ file }) => file !== undefined)
  }

  receive(line: Line): Promise<string> {
    const { filesFolder, timeoutMs } = this.home
    return this.kit.receiveFile(line, { timeoutMs }).then((path) => join(filesFolder, path))
  }

  seesEdit(line: Line, text: string): Promise<Line> {
    return this.until(`the edit to ${text}`, () => this.#now(line, (now) => now.text === text))
  }

  seesDeletion(line: Line): Promise<Line> {
    return this.kit.expectDeletion(line, { timeoutMs: this.home.timeoutMs })
  }

  seesReaction(line: Line, emoji: string, count = 1): Promise<Line> {
    return this.until(`${count} times ${emoji}`, () => {
      return this.#now(line, ({ reactions }) => {
        return reactions.filter((one) => one === emoji).length === count
      })
    })
  }

  edit(line: Line, text: string): Promise<Line> {
    return this.kit.edit(text, line)
  }

  deleteForAll(line: Line): Promise<void> {
    return this.kit.delete(line)
  }

  react(line: Line, emoji: string): Promise<void> {
    return this.kit.react(emoji, line)
  }

  texts(): readonly string[] {
    return this.#received().map(({ text }) => text)
  }

  /**
   * Waits until `find` finds something, for bots that work in the time of the host.
   *
   * @throws {ExpectationError} when it does not in time
   */
  protected async until<Found>(
    what: string,
    find: () => Found | undefined | Promise<Found | undefined>,
  ): Promise<Found> {
    return eventually(this.kit, this.home, `${what} in ${this.ref}`, find)
  }

  get #here(): KitPerson {
    return this.kit.in(this.ref)
  }

  async #seesNew(what: string, fits: (line: Line) => boolean): Promise<Line> {
    const line = await this.until(`no message ${what}`, () =>
      this.#received().find((one) => !this.#expected.has(one.itemId) && fits(one)),
    )
    this.#expected.add(line.itemId)
    return line
  }

  #now({ itemId }: Line, isSo: (now: Line) => boolean): Line | undefined {
    const now = this.kit.transcript().find((one) => one.chat === this.ref && one.itemId === itemId)
    return now !== undefined && isSo(now) ? now : undefined
  }

  #received(): Line[] {
    return this.kit.transcript().filter(({ chat, own }) => chat === this.ref && !own)
  }
}

/**
 * Waits until `find` finds something.
 *
 * @throws {ExpectationError} when it does not in time; the error shows what the person saw
 */
export async function eventually<Found>(
  kit: KitPerson,
  { timeoutMs }: KitHome,
  what: string,
  find: () => Found | undefined | Promise<Found | undefined>,
): Promise<Found> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const found = await find()
    if (found !== undefined) return found
    if (performance.now() > deadline)
      throw new ExpectationError(`${kit.name}: ${what}`, kit.conversation().split("\n"))
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
