import type { T } from "@simplex-chat/types"
import { isDeepStrictEqual } from "node:util"
import type { Notes } from "../../checkpoints/notes.ts"

/** A chat, and the menu that it has of its own. */
export interface MenuHolder {
  /** `@4`, `#7` */
  readonly key: string
  readonly current: readonly T.ChatBotCommand[] | undefined
  set(menu: readonly T.ChatBotCommand[] | undefined): Promise<unknown>
}

/**
 * Which chats the bot has given a menu of their own. They are noted, so that the bot takes back what it
 * has set, after a restart too, and leaves alone what the application set by itself.
 */
export class OwnMenus {
  readonly #notes: Notes

  constructor(notes: Notes) {
    this.#notes = notes
  }

  has(key: string): boolean {
    return this.#notes.get(note(key)) === true
  }

  forget(key: string): void {
    this.#notes.delete(note(key))
  }

  /**
   * Gives a chat the menu, if it has another one.
   *
   * @param wanted undefined for none of its own
   */
  async bring(chat: MenuHolder, wanted: readonly T.ChatBotCommand[] | undefined): Promise<void> {
    const { key, current } = chat
    if (wanted === undefined && !this.has(key)) return
    // First: a bot that is killed meanwhile takes it back all the same.
    if (wanted !== undefined) this.#notes.set(note(key), true)
    if (!isSame(current, wanted)) await chat.set(wanted)
    if (wanted === undefined) this.forget(key)
  }
}

const note = (key: string): string => `menu ${key}`

type Menu = readonly T.ChatBotCommand[] | undefined

/** As JSON: what is absent and what is undefined are the same there. */
export const isSame = (one: Menu, other: Menu): boolean =>
  isDeepStrictEqual(plain({ menu: one }), plain({ menu: other }))

const plain = (value: object): unknown => JSON.parse(JSON.stringify(value))
