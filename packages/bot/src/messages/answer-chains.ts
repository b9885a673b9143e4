import { RecentMap } from "@simplex-chat/core"
import { performance } from "node:perf_hooks"

/** How long an answer is remembered, in milliseconds. */
const rememberedMs = 60_000

/** How many answers of a chat are remembered. */
const rememberedAtMost = 20

/** Something that the bot has said. */
interface Said {
  /** In lower case: each text is compared with up to twenty others. */
  readonly text: string
  /** How many answers led to it, each to a text that contained the one before. */
  readonly depth: number
  readonly end: number
}

/**
 * Measures how far a conversation goes round in circles: bots that repeat each other, and add a word each
 * time, never say the same twice. A chain is a text of the bot, another's text that contains it, the
 * bot's answer to that, a text that contains this one, and so on, each within a minute of the one before.
 */
export class AnswerChains {
  /** The newest last. */
  readonly #chats = new RecentMap<string, readonly Said[]>()
  readonly #now: () => number

  constructor(now = () => performance.now()) {
    this.#now = now
  }

  /**
   * Counts an answer that is about to be sent.
   *
   * @param chat any key of the chat
   * @param trigger what it answers
   * @returns how many answers have led to it
   */
  add(chat: string, trigger: string, text: string): number {
    const now = this.#now()
    this.#chats.forgetWhile((said) => (said.at(-1)?.end ?? 0) <= now)
    const before = (this.#chats.get(chat) ?? []).filter(({ end }) => end > now)
    const heard = trigger.toLowerCase()
    const repeated = before.filter((said) => contains(heard, said.text))
    const depth = Math.max(0, ...repeated.map((said) => said.depth + 1))
    const said = { text: text.toLowerCase(), depth, end: now + rememberedMs }
    this.#chats.set(chat, [...before, said].slice(-rememberedAtMost))
    return depth
  }
}

/** Shorter ones, such as "ok", are contained in much that people write. */
const shortest = 4

const contains = (text: string, part: string): boolean =>
  part.length >= shortest && text.includes(part)
