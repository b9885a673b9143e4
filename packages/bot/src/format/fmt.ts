import { ConfigurationError } from "../errors.ts"
import { escape } from "../messages/escape.ts"

/** A part of a text that is written in SimpleX's markup already. */
export class Marked {
  readonly markup: string
  /** What is shown. */
  readonly text: string

  /** @internal */
  constructor(markup: string, text: string) {
    this.markup = markup
    this.text = text
  }

  toString(): string {
    return this.markup
  }
}

/** What can be put into a text. */
type Value = string | number | Marked

/**
 * Builds a text with markup. What is put in is shown as it is, whatever markup is in it, unless it was
 * marked on purpose. Markup begins only after a blank, which is added where there is none.
 *
 * @throws {ConfigurationError} for what is neither a text, nor a number, nor marked
 *
 * @example
 * ```ts
 * await message.reply(fmt`${bold("Welcome")}, ${sender.name}! Your code: ${secret("1234")}`)
 * ```
 */
export function fmt(texts: TemplateStringsArray, ...values: readonly Value[]): string {
  if (!Array.isArray(texts as unknown))
    throw new ConfigurationError("fmt", "is a tag: fmt`Hello, ${bold(name)}`")
  let built = ""
  let isAfterMark = false
  for (const [at, text] of texts.entries()) {
    built += text
    if (text !== "") isAfterMark = false
    const value = values[at]
    if (at >= values.length) break
    if (value instanceof Marked) {
      const isApart = built === "" || isAfterMark || /[ \n]$/u.test(built)
      built += isApart || value.markup === "" ? value.markup : ` ${value.markup}`
      isAfterMark = true
    } else if (typeof value === "string" || typeof value === "number") {
      built += escape(`${value}`)
      if (`${value}` !== "") isAfterMark = false
    } else {
      const problem = `takes texts, numbers and what bold() and the like return, not ${typeof value}`
      throw new ConfigurationError("fmt", problem)
    }
  }
  return built
}

export const bold = (value: Value): Marked => spans(value, "*", "*", ["*", "∗"])
export const italic = (value: Value): Marked => spans(value, "_", "_", ["_", "＿"])
export const strike = (value: Value): Marked => spans(value, "~", "~", ["~", "∼"])
export const code = (value: Value): Marked => spans(value, "`", "`", ["`", "ˋ"])
/** Shown only when it is tapped. */
export const secret = (value: Value): Marked => spans(value, "#", "#", ["#", "＃"])

/**
 * A text in one of the colours of SimpleX's markup.
 *
 * @throws {ConfigurationError} for any other colour
 */
export function colored(color: Color, value: Value): Marked {
  if (!colors.includes(color))
    throw new ConfigurationError("colored", `the colour must be one of ${colors.join(", ")}`)
  return spans(value, `!${color} `, "!", ["!", "！"])
}

const colors = ["red", "green", "blue", "yellow", "cyan", "magenta"] as const
type Color = (typeof colors)[number]

/**
 * A link that is shown as a text. A text that looks like another address would deceive: apps show no link
 * for it, so the address is written after it.
 *
 * @param address of the web, on a host with a dot in its name
 * @throws {ConfigurationError} for any other address, and an empty text
 */
export function link(text: string, address: string): Marked {
  const uri = typeof address === "string" ? webAddress(address) : undefined
  if (uri === undefined || typeof text !== "string" || /^\s*$/u.test(text)) {
    const problem =
      'takes a text and an address of the web: link("docs", "https://example.com/docs")'
    throw new ConfigurationError("link", problem)
  }
  const shown = text.replaceAll(/\s+/gu, " ").trim().replaceAll("[", "(").replaceAll("]", ")")
  if (looksLikeAddress.test(shown) && !bare(uri).startsWith(bare(shown)))
    return new Marked(`${escape(shown)} ${uri}`, `${shown} ${uri}`)
  return new Marked(`[${shown}](${uri})`, shown)
}

/** An address as the core reads it: in ASCII, without brackets. Undefined for what it makes no link of. */
function webAddress(address: string): string | undefined {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    return undefined
  if (!/^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(url.hostname)) return undefined
  const isPlain = /^https?:\/\/[!-~]+$/.test(address) && address.includes(`//${url.host}`)
  const uri = isPlain ? address : url.href
  return uri.replaceAll("(", "%28").replaceAll(")", "%29")
}

const looksLikeAddress = /^(?:https?:\/\/\S+|(?:[\p{L}\d-]+\.)+\p{L}{2,}(?:[:/?#]\S*)?)$/iu

const bare = (address: string): string => address.replace(/^https?:\/\//, "")

/**
 * Mentions a member by name; give the ids in the `mentions` option of `send`.
 *
 * @throws {ConfigurationError} for a name with `'` or a line break
 */
export function mention(name: string): Marked {
  if (typeof name !== "string" || name === "" || /['\r\n]/u.test(name))
    throw new ConfigurationError("mention", "takes a name without ' and line breaks")
  return new Marked(`@'${name}'`, `@${name}`)
}

/** Marks each line by itself, without the blanks around it, and without what would end the mark. */
function spans(
  value: Value,
  open: string,
  close: string,
  [mark, lookalike]: readonly [string, string],
): Marked {
  if (!(["string", "number"].includes(typeof value) || value instanceof Marked)) {
    const problem = `takes a text, a number or what bold() and the like return, not ${typeof value}`
    throw new ConfigurationError("format", problem)
  }
  // Marks begin at the beginning of a text, or after a space or a line feed: no other blank will do.
  const text = (value instanceof Marked ? value.text : `${value}`)
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replaceAll(/(?<=^|\n)[^\S\n]+/gu, (blanks) => " ".repeat(blanks.length))
  const markup = text.replaceAll(/\S(?:[^\r\n]*\S)?/gu, (line) => {
    return `${open}${line.replaceAll(mark, lookalike)}${close}`
  })
  return new Marked(markup, text)
}
