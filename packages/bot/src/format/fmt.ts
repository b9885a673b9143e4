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

/** A text in one of the colours of SimpleX's markup. */
export function colored(color: Color, value: Value): Marked {
  if (!colors.includes(color))
    throw new ConfigurationError("colored", `the colour must be one of ${colors.join(", ")}`)
  return spans(value, `!${color} `, "!", ["!", "！"])
}

const colors = ["red", "green", "blue", "yellow", "cyan", "magenta"] as const
type Color = (typeof colors)[number]

/**
 * A link that is shown as a text.
 *
 * @throws {ConfigurationError} when the address is not one of the web, or the text is empty
 */
export function link(text: string, address: string): Marked {
  const areTexts = typeof text === "string" && typeof address === "string"
  if (!areTexts || !/^https?:\/\/[^\s()]+$/u.test(address) || /^\s*$/u.test(text)) {
    const problem =
      'takes a text and an address without blanks and brackets: link("docs", "https://...")'
    throw new ConfigurationError("link", problem)
  }
  const shown = text.replaceAll(/\s+/gu, " ").trim().replaceAll("[", "(").replaceAll("]", ")")
  return new Marked(`[${shown}](${address})`, shown)
}

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
  const text = value instanceof Marked ? value.text : `${value}`
  const markup = text.replaceAll(/\S(?:[^\r\n]*\S)?/gu, (line) => {
    return `${open}${line.replaceAll(mark, lookalike)}${close}`
  })
  return new Marked(markup, text)
}
