import { randomInt, timingSafeEqual } from "node:crypto"
import { Composer } from "../composer/composer.ts"
import type { Message } from "../messages/message.ts"
import { memoryStorage, type Storage } from "./storage.ts"

/** After so many wrong codes there is a new one. */
const attempts = 5

/**
 * The people who may command the bot, known by the ids of their contacts. One becomes an owner by
 * sending a code in a direct chat that only who runs the bot can see.
 *
 * ```ts
 * const owners = new Owners(await sqliteStorage("data/state.db"))
 * bot.group({}, owners.pairing())
 * bot.group({ when: owners.only }, (group) => group.onCommand("stop", () => void bot.stop()))
 * await owners.load()
 * if (owners.none) console.log(`To own this bot, send it: /pair ${owners.code}`)
 * ```
 */
export class Owners {
  readonly #storage: Storage
  readonly #contacts = new Set<number>()
  #code = newCode()
  #failed = 0

  /** @param storage remembers the owners; in memory when absent */
  constructor(storage: Storage = memoryStorage()) {
    this.#storage = storage
  }

  /** What `/pair` takes. It is used up by the one who sends it. Do not log it. */
  get code(): string {
    return this.#code
  }

  /** Whether there is no owner yet. */
  get none(): boolean {
    return this.#contacts.size === 0
  }

  /** Reads who owns the bot. Until then, nobody does. */
  async load(): Promise<void> {
    const stored = await this.#storage.get("owners")
    if (!Array.isArray(stored)) return
    for (const id of stored as unknown[]) if (typeof id === "number") this.#contacts.add(id)
  }

  /** Whether an owner sent it: for the `when` of a filter. A group member counts as its contact. */
  readonly only = ({ sender }: Message): boolean =>
    sender.type !== "channel" &&
    sender.contactId !== undefined &&
    this.#contacts.has(sender.contactId)

  /** Takes an owner away. */
  async remove(contactId: number): Promise<void> {
    if (this.#contacts.delete(contactId)) await this.#save()
  }

  /** The handler of `/pair CODE`, to be put into a bot with `group`. */
  pairing(): Composer {
    return new Composer().onCommand("pair", { chatType: "direct" }, async (message, { text }) => {
      if (!this.#matches(text)) {
        // Guessing must not come to an end.
        if (++this.#failed >= attempts) this.#renew()
        await message.reply("This is not the code.")
        return
      }
      this.#renew()
      this.#contacts.add(message.sender.contactId)
      await this.#save()
      await message.reply("You own this bot now.")
    })
  }

  #matches(text: string): boolean {
    const [given, wanted] = [Buffer.from(text), Buffer.from(this.#code)]
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }

  #renew(): void {
    this.#code = newCode()
    this.#failed = 0
  }

  async #save(): Promise<void> {
    await this.#storage.set("owners", [...this.#contacts])
  }
}

const newCode = (): string => String(randomInt(10 ** 9)).padStart(9, "0")
