import { randomInt, timingSafeEqual } from "node:crypto"
import { mkdir, rm, writeFile } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import { stderr, stdout } from "node:process"
import { Composer } from "../composer/composer.ts"
import type { Message } from "../messages/message.ts"
import { memoryStorage, type Storage } from "./storage.ts"

export interface OwnersOptions {
  /**
   * Where `load` writes the code while nobody owns the bot, readable by the user of the process alone;
   * for bots that run without a terminal. The file is removed once somebody owns the bot.
   */
  readonly codeFile?: string | undefined
}

/**
 * The people who may command the bot, known by the ids of their contacts. One becomes an owner by
 * sending a code in a direct chat that only who runs the bot can see: `load` shows it on the terminal.
 *
 * ```ts
 * const owners = new Owners(await sqliteStorage("data/state.db"))
 * await owners.load()
 * bot.group({}, owners.pairing())
 * bot.group({ when: owners.only }, (group) => group.onCommand("stop", () => void bot.stop()))
 * ```
 */
export class Owners {
  readonly #storage: Storage
  readonly #codeFile: string | undefined
  readonly #contacts = new Set<number>()
  #code = newCode()
  #loading: Promise<void> | undefined

  /** @param storage remembers the owners; in memory when absent */
  constructor(storage: Storage = memoryStorage(), { codeFile }: OwnersOptions = {}) {
    this.#storage = storage
    this.#codeFile = codeFile
  }

  /** What `/pair` takes. It is used up by the one who sends it; then there is another. Do not log it. */
  get code(): string {
    return this.#code
  }

  /** Whether there is no owner yet. */
  get none(): boolean {
    return this.#contacts.size === 0
  }

  /**
   * Reads who owns the bot: until then, nobody does. When it is nobody, the code is shown to who runs
   * the bot: on the standard output if that is a terminal, never where it would be kept as a log, and
   * in `codeFile`.
   */
  load(): Promise<void> {
    return (this.#loading ??= this.#load())
  }

  /** Whether an owner sent it: for the `when` of a filter. A group member counts as its contact. */
  readonly only = ({ sender }: Message): boolean =>
    sender.type !== "channel" &&
    sender.contactId !== undefined &&
    this.#contacts.has(sender.contactId)

  /** Takes an owner away. */
  async remove(contactId: number): Promise<void> {
    await this.load()
    if (this.#contacts.delete(contactId)) await this.#save()
  }

  /** The handler of `/pair CODE`, to be put into a bot with `group`. */
  pairing(): Composer {
    return new Composer().onCommand("pair", { chatType: "direct" }, async (message, { text }) => {
      await this.load()
      if (!this.#matches(text)) {
        await message.reply("This is not the code.")
        return
      }
      this.#code = newCode()
      this.#contacts.add(message.sender.contactId)
      await this.#save()
      if (this.#codeFile !== undefined) await rm(this.#codeFile, { force: true })
      await message.reply("You own this bot now.")
    })
  }

  async #load(): Promise<void> {
    const stored = await this.#storage.get("owners")
    for (const id of Array.isArray(stored) ? (stored as unknown[]) : []) {
      if (typeof id === "number") this.#contacts.add(id)
    }
    if (this.none) await this.#show()
  }

  async #show(): Promise<void> {
    const invitation = `To own this bot, send it: /pair ${this.#code}\n`
    if (this.#codeFile !== undefined) {
      await mkdir(dirname(resolve(this.#codeFile)), { recursive: true })
      // A new file: one that is there keeps its permissions.
      await rm(this.#codeFile, { force: true })
      await writeFile(this.#codeFile, invitation, { mode: 0o600, flag: "wx" })
    }
    if (stdout.isTTY) stdout.write(invitation)
    else if (this.#codeFile === undefined) {
      const problem = "Nobody owns this bot yet, and there is no terminal to show the code on"
      stderr.write(`${problem}: run it on one, or give Owners a codeFile.\n`)
    }
  }

  #matches(text: string): boolean {
    const [given, wanted] = [Buffer.from(bare(text)), Buffer.from(bare(this.#code))]
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }

  async #save(): Promise<void> {
    await this.#storage.set("owners", [...this.#contacts])
  }
}

/** Without letters and digits that look alike. */
const alphabet = "23456789abcdefghjkmnpqrstuvwxyz"

/** 59 bits: too many to guess, so that no stranger can have the code replaced by wrong guesses. */
const newCode = (): string =>
  Array.from({ length: 12 }, (_, at) => {
    const letter = alphabet[randomInt(alphabet.length)] ?? ""
    return at === 4 || at === 8 ? `-${letter}` : letter
  }).join("")

/** As people may type it: with capitals, blanks or without dashes. */
const bare = (code: string): string => code.toLowerCase().replaceAll(/[\s-]/g, "")
