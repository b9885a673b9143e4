import type { OptionKinds } from "@simplex-chat/core"
import { checkOptions } from "../checks.ts"
import { botLauncher } from "../launcher.ts"
import { ConfigurationError } from "../errors.ts"
import type { Message } from "../messages/message.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import { type Per, stateKey, pers } from "./keys.ts"
import { checkStorage, memoryStorage, sessionNamesIn, type Storage } from "./storage.ts"

export interface SessionOptions<Data> {
  /** Makes the data of a new session. */
  readonly initial: () => Data
  /** One for each chat, when absent, or one for each sender. */
  readonly per?: Per | undefined
  /** In memory when absent; `sqliteStorage` and `customDataStorage` last. */
  readonly storage?: Storage | undefined
  /** Distinguishes different sessions in one storage; `session` when absent. */
  readonly name?: string | undefined
}

/**
 * Data that belongs to a chat or to a sender, from one message to the next. It belongs to the bot's
 * database as well: contact 4 of another database gets a session of its own.
 *
 * ```ts
 * const counts = new Sessions({ initial: () => ({ count: 0 }), storage: await sqliteStorage("data/state.db") })
 * bot.onMessage(async (message) => {
 *   const { count } = await counts.update(message, ({ count }) => ({ count: count + 1 }))
 *   await message.reply(`message ${count}`)
 * })
 * ```
 */
export class Sessions<Data> {
  readonly #options: SessionOptions<Data>
  readonly #storage: Storage
  readonly #mutex = new KeyedMutex()

  /** @throws {ConfigurationError} when other sessions in the storage have the same name */
  constructor(options: SessionOptions<Data>) {
    checkOptions(options, kinds)
    if (typeof (options as Partial<SessionOptions<Data>>).initial !== "function")
      throw new ConfigurationError(
        "initial",
        "must be a function: new Sessions({ initial: () => 0 })",
      )
    this.#options = options
    const { name = "session", storage = memoryStorage() } = options
    checkStorage(storage)
    this.#storage = storage
    const names = sessionNamesIn(this.#storage)
    if (names.has(name)) {
      const problem = `other sessions in this storage are called "${name}" and would share their data; give each a name`
      throw new ConfigurationError("name", problem)
    }
    names.add(name)
  }

  /** Reads the session; a new one when there is none. */
  async read(message: Message): Promise<Data> {
    return this.#read(this.#key(message))
  }

  /**
   * Replaces the session. Updates of one session run one after the other, also when they come from
   * different chats.
   *
   * @param change gets the session and returns the new one
   * @returns the new one, once it is stored
   * @throws {ConfigurationError} when `change` is no function
   */
  async update(message: Message, change: (data: Data) => Data | Promise<Data>): Promise<Data> {
    if (typeof change !== "function")
      throw new ConfigurationError(
        "change",
        "must be a function: (data) => ({ ...data, count: 1 })",
      )
    const key = this.#key(message)
    return this.#mutex.run(key, async () => {
      const before = await this.#read(key)
      // Now: the change may be made to the very object.
      const shown = botLauncher() === undefined ? undefined : structuredClone(before)
      const data = await change(before)
      await this.#storage.set(key, data)
      botLauncher()?.sessionChanged?.(key, shown, data)
      return data
    })
  }

  /** Deletes the session. */
  async clear(message: Message): Promise<void> {
    const key = this.#key(message)
    await this.#mutex.run(key, async () => {
      const launcher = botLauncher()
      const before = launcher === undefined ? undefined : await this.#storage.get(key)
      await this.#storage.delete(key)
      launcher?.sessionChanged?.(key, before, undefined)
    })
  }

  async #read(key: string): Promise<Data> {
    const stored = await this.#storage.get(key)
    // What is stored was given to `update`.
    return stored === undefined ? this.#options.initial() : (stored as Data)
  }

  #key(message: Message): string {
    const { per = "chat", name = "session" } = this.#options
    const key = stateKey(message, per)
    return this.#storage.inDatabase === true
      ? `${name}/${key}`
      : `${name}/${message.botIdentity}/${key}`
  }
}

const kinds: OptionKinds<SessionOptions<unknown>> = {
  initial: "any",
  per: pers,
  storage: "any",
  name: "name",
}
