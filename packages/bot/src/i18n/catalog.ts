import { FluentBundle, FluentResource } from "@fluent/bundle"
import { checkObject } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import { escape } from "../messages/escape.ts"

/** The texts of a language: by key, or as a file of Fluent. */
export type LanguageTexts = Readonly<Record<string, string>> | string

/** What a text is given: names, numbers, dates. Texts are shown as they are, and change no format. */
export type TranslationArgs = Readonly<Record<string, string | number | Date>>

/** The texts of one language. */
export class Catalog {
  readonly locale: string
  readonly #bundle: FluentBundle
  readonly #escapes: boolean

  /**
   * @param options.escapes whether what is put in may change no format; true when absent
   * @throws {ConfigurationError} for a locale that there is not, and a text that cannot be read
   */
  constructor(
    locale: string,
    texts: LanguageTexts,
    { escapes = true }: { readonly escapes?: boolean } = {},
  ) {
    this.#escapes = escapes
    const option = `texts.${locale}`
    try {
      Intl.getCanonicalLocales(locale)
      // No marks around what is put in: apps show them as characters in code and links.
      this.#bundle = new FluentBundle(locale, { useIsolating: false })
    } catch (error) {
      throw new ConfigurationError(option, 'must be named by a language: "de", "pt-BR"', {
        cause: error,
      })
    }
    this.locale = locale
    if (typeof texts === "string") this.#addFile(option, texts)
    else checkObject(texts, option)
    if (typeof texts !== "string")
      for (const [key, text] of Object.entries(texts)) this.#add(`${option}.${key}`, key, text)
  }

  has(key: string): boolean {
    return this.#bundle.hasMessage(key)
  }

  /**
   * Undefined when there is no such text.
   *
   * @throws {ConfigurationError} when it needs something that was not given
   */
  format(key: string, args: TranslationArgs = {}): string | undefined {
    const pattern = this.#bundle.getMessage(key)?.value
    if (pattern === undefined || pattern === null) return undefined
    const shown = Object.entries(args).map(([name, value]) => [
      name,
      typeof value === "string" && this.#escapes ? escape(value) : value,
    ])
    const errors: Error[] = []
    const given = Object.fromEntries(shown) as TranslationArgs
    const text = this.#bundle.formatPattern(pattern, given, errors)
    const [error] = errors
    if (error === undefined) return text
    throw new ConfigurationError(`texts.${this.locale}.${key}`, error.message, { cause: error })
  }

  #add(option: string, key: string, text: string): void {
    if (typeof text !== "string" || !/^[a-zA-Z][\w-]*$/.test(key))
      throw new ConfigurationError(
        option,
        "must be a text, under a key of letters, digits, - and _",
      )
    // Lines that follow belong to the text only when they are indented. Not the first one: an asterisk at
    // the beginning of a line means something else.
    this.#addFile(option, `${key} = ${text.replaceAll("\n", "\n    ")}\n`)
    if (!this.has(key))
      throw new ConfigurationError(option, "cannot be read: mind the braces of Fluent")
  }

  #addFile(option: string, file: string): void {
    const resource = new FluentResource(file)
    const keys = [...file.matchAll(/^(?<key>[a-zA-Z][\w-]*)\s*=/gm)].map(
      ({ groups }) => groups?.["key"] ?? "",
    )
    const [error] = this.#bundle.addResource(resource)
    const unread = keys.find((key) => !this.has(key))
    if (error === undefined && unread === undefined) return
    const problem = unread === undefined ? String(error?.message) : `${unread} cannot be read`
    throw new ConfigurationError(option, problem, { cause: error })
  }
}
