import type { OptionKinds } from "@simplex-chat/core"
import { type Plugin, definePlugin } from "../composer/plugin.ts"
import { checkObject, checkOptions, checkText } from "../checks.ts"
import { ConfigurationError, WaitError } from "../errors.ts"
import { chatKey } from "../messages/chat-key.ts"
import type { Message } from "../messages/message.ts"
import { stateKey } from "../state/keys.ts"
import { checkStorage, memoryStorage, type Storage } from "../state/storage.ts"
import {
  english,
  type OwnTextKey,
  type TextArgs,
  translateChats,
  translateFor,
} from "../texts/own-texts.ts"
import { Catalog, type LanguageTexts, type TranslationArgs } from "./catalog.ts"
import { de } from "./own/de.ts"
import { es } from "./own/es.ts"
import { fr } from "./own/fr.ts"
import { ru } from "./own/ru.ts"

/** The texts of the framework in other languages, which can be added to. */
export type OwnTexts = Readonly<Record<string, Readonly<Partial<Record<OwnTextKey, string>>>>>

export interface I18nOptions<Texts extends Readonly<Record<string, LanguageTexts>>> {
  /** The texts by language, such as `en` or `pt-BR`: each an object of texts, or a file of Fluent. */
  readonly texts: Texts
  /** The language of those who have chosen none, which has all texts; the first one when absent. */
  readonly fallback?: (keyof Texts & string) | undefined
  /** Where chosen languages are kept; in memory when absent. */
  readonly storage?: Storage | undefined
  /** Whether each person is asked once, before the first message is handled; true when absent. */
  readonly ask?: boolean | undefined
  /** The command that changes the language; `language` when absent, `false` for none. */
  readonly command?: string | false | undefined
  /** Texts of the framework in languages that it does not bring, or in other words. */
  readonly own?: OwnTexts | undefined
}

/** The keys of the texts, where the language of the fallback has them as an object. */
export type KeysOf<Texts extends Readonly<Record<string, LanguageTexts>>> = {
  [Locale in keyof Texts]: Texts[Locale] extends string ? string : keyof Texts[Locale] & string
}[keyof Texts]

/** Who may choose the language of a group. */
const groupRoles = ["moderator", "admin", "owner"]

const names = new WeakMap<Storage, true>()

/**
 * Texts in the language of each person, in Fluent: with plurals, numbers and dates. Each is asked once
 * for the language, which `/language` changes; a group has one, which its moderators choose.
 *
 * ```ts
 * const i18n = new I18n({
 *   texts: {
 *     en: { apples: "{ $count -> [one] One apple *[other] { $count } apples }" },
 *     de: { apples: "{ $count -> [one] Ein Apfel *[other] { $count } Äpfel }" },
 *   },
 *   storage: await sqliteStorage("data/state.db"),
 * })
 * bot.group({}, i18n.plugin())
 * bot.onCommand("apples", (message) => message.reply(i18n.t(message, "apples", { count: 3 })))
 * ```
 */
export class I18n<const Texts extends Readonly<Record<string, LanguageTexts>>> {
  readonly #options: I18nOptions<Texts>
  readonly #storage: Storage
  readonly #catalogs: ReadonlyMap<string, Catalog>
  readonly #own: ReadonlyMap<string, Catalog>
  readonly #fallback: string
  /** The languages of messages that came through the middleware. */
  readonly #locales = new WeakMap<Message, string>()
  /** The languages of chats that were seen: answers to questions do not come through it. */
  readonly #known = new Map<string, string>()

  /** @throws {ConfigurationError} for languages that there are not, and texts that cannot be read */
  constructor(options: I18nOptions<Texts>) {
    checkOptions<I18nOptions<Record<string, LanguageTexts>>>(options as never, kinds)
    const { texts, storage = memoryStorage(), own = {} } = options
    checkObject(own, "own")
    const given: unknown = texts
    if (typeof given !== "object" || given === null || Object.keys(given).length === 0)
      throw new ConfigurationError("texts", 'must be an object: { en: { hello: "Hello!" } }')
    checkStorage(storage)
    if (names.has(storage)) {
      const problem = "another I18n has this storage, and both would ask; use one for all texts"
      throw new ConfigurationError("storage", problem)
    }
    names.set(storage, true)
    this.#options = options
    this.#storage = storage
    this.#catalogs = new Map(
      Object.entries(texts).map(([locale, texts]) => [locale, new Catalog(locale, texts)]),
    )
    this.#fallback = options.fallback ?? Object.keys(texts)[0] ?? ""
    if (!this.#catalogs.has(this.#fallback))
      throw new ConfigurationError("fallback", "must be one of the languages of texts")
    const shipped: OwnTexts = { de, es, fr, ru }
    const owned = new Set([...Object.keys(shipped), ...Object.keys(own)])
    this.#own = new Map(
      [...owned].map((locale) => [
        locale,
        new Catalog(locale, { ...shipped[locale], ...own[locale] } as Record<string, string>, {
          escapes: false,
        }),
      ]),
    )
  }

  /**
   * A text in the language of the message.
   *
   * @param args what the text needs; texts among them are shown as they are, and change no format
   * @throws {ConfigurationError} for a key without a text, and a text that needs more
   */
  t(message: Message, key: KeysOf<Texts>, args: TranslationArgs = {}): string {
    checkText(key, "key")
    checkObject(args, "args")
    const text =
      this.#catalogs.get(this.locale(message))?.format(key, args) ??
      this.#catalogs.get(this.#fallback)?.format(key, args)
    if (text !== undefined) return text
    throw new ConfigurationError("key", `there is no text ${key} in ${this.#fallback}`)
  }

  /** The language in which a message is answered. */
  locale(message: Message): string {
    return this.#locales.get(message) ?? this.#known.get(this.#placeOf(message)) ?? this.#fallback
  }

  /**
   * Chooses the language of the chat of a message.
   *
   * @throws {ConfigurationError} when there are no texts in it
   */
  async choose(message: Message, locale: string): Promise<void> {
    if (!this.#catalogs.has(locale))
      throw new ConfigurationError(
        "locale",
        `must be one of ${[...this.#catalogs.keys()].join(", ")}`,
      )
    await this.#storage.set(this.#keyOf(message), locale)
    this.#answerIn(message, locale)
  }

  /** What a bot needs of it: middleware that finds out the language, and the command that changes it. */
  plugin(): Plugin {
    return definePlugin("i18n", (plugin) => {
      const { command = "language" } = this.#options
      plugin.useAround(async (update, next) => {
        if (update.type === "message") await this.#prepare(update.message)
        await next()
      })
      plugin.onStart(({ api, identity }) =>
        translateChats(api, async (chat) => {
          const key = chatKey(chat) ?? ""
          const stored = await this.#storage.get(this.#keyIn(identity, key))
          const isKnown = typeof stored === "string" && this.#catalogs.has(stored)
          const own = this.#own.get(isKnown ? stored : this.#fallback)
          return (key, args) => own?.format(key, args)
        }),
      )
      if (command === false || this.#catalogs.size < 2) return
      const description = this.#inFallback("language-description")
      plugin.onCommand(command, { description }, async (message) => {
        const { sender } = message
        const isMember = sender.type === "member"
        if (isMember && !groupRoles.includes(sender.role)) return
        await this.#ask(message)
        await message.send(this.#ownText(message, "language-kept"))
      })
    })()
  }

  async #prepare(message: Message): Promise<void> {
    const stored = await this.#storage.get(this.#keyOf(message))
    if (typeof stored === "string" && this.#catalogs.has(stored)) {
      this.#answerIn(message, stored)
      return
    }
    this.#answerIn(message, this.#fallback)
    const { ask = true } = this.#options
    const isDirect = message.chat.type === "direct"
    if (!ask || !isDirect || stored === null || this.#catalogs.size < 2) return
    if (message.isEdit || message.isHistory) return
    try {
      await this.#ask(message)
    } catch (error) {
      // Asked once: who does not answer has the fallback, and can change it.
      if (!(error instanceof WaitError) || !["timeout", "left"].includes(error.code)) throw error
      await this.#storage.set(this.#keyOf(message), null)
    }
  }

  async #ask(message: Message): Promise<void> {
    const locales = [...this.#catalogs.keys()]
    const shown = locales.map(nameOf)
    const questions = new Set(locales.map((locale) => this.#ownIn(locale, "language-ask")))
    const name = await message.choose([...questions].join(" / "), shown)
    await this.choose(message, locales[shown.indexOf(name)] ?? this.#fallback)
  }

  #answerIn(message: Message, locale: string): void {
    this.#locales.set(message, locale)
    this.#known.set(this.#placeOf(message), locale)
    translateFor(message, (key, args) => this.#own.get(locale)?.format(key, args))
  }

  #ownText(message: Message, key: OwnTextKey): string {
    return this.#ownIn(this.locale(message), key)
  }

  #inFallback(key: OwnTextKey): string {
    return this.#ownIn(this.#fallback, key)
  }

  #ownIn(locale: string, key: OwnTextKey): string {
    const inEnglish: (args: TextArgs) => string = english[key]
    return this.#own.get(locale)?.format(key) ?? inEnglish({})
  }

  #placeOf(message: Message): string {
    const key = stateKey(message, "chat")
    return `${message.botIdentity}/${key}`
  }

  #keyOf(message: Message): string {
    return this.#keyIn(message.botIdentity, stateKey(message, "chat"))
  }

  #keyIn(identity: string, chat: string): string {
    return this.#storage.inDatabase === true ? `i18n/${chat}` : `i18n/${identity}/${chat}`
  }
}

/** A language as those who speak it call it, with a capital: `Deutsch`. */
function nameOf(locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: "language" }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1).replaceAll("'", "’")
}

const kinds: OptionKinds<I18nOptions<Record<string, LanguageTexts>>> = {
  texts: "any",
  fallback: "text",
  storage: "any",
  ask: "flag",
  command: "any",
  own: "any",
}
