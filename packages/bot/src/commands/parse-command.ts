import { checkText } from "../checks.ts"

/** A message that begins with a slash and a word, taken apart. */
export interface ParsedCommand {
  /** The word after the slash as it was typed: `Help` for `/Help`. See {@link commandKey}. */
  readonly name: string
  /** Everything after the name, without blanks at its edges; it can have several lines. */
  readonly text: string
  /** The bot that it is addressed to: `squarer` for `/help@squarer`. */
  readonly bot?: string | undefined
}

/** Blanks, and characters without width, which keyboards and copied texts bring along. */
const blanks = String.raw`\s\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFE0E\uFE0F\uFEFF`
const name = String.raw`[\p{L}\p{N}_-](?:(?![\uFE0E\uFE0F])[\p{L}\p{N}\p{M}_-])*`
const end = String.raw`[.,:;!?…。、！？]*(?=[${blanks}]|$)`
const bot = String.raw`(?:@(?:'([^'\n]{1,100})'|([^${blanks}@/]{1,100}?)))?`

/** Chinese and Japanese keyboards have a wide one; some write fractions with a slash of their own. */
const slashes = "/／⁄∕"

// No blank after the slash; `/` alone and paths such as `/etc/hosts` are not commands.
const command = new RegExp(
  `^[${blanks}]*[${slashes}][\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFE0E\uFE0F\uFEFF]*(${name})${bot}${end}`,
  "u",
)

/** As apps show a command with parameters, for people to tap: `/'add 1 2'`. */
const quoted = new RegExp(`^[${blanks}]*[${slashes}]'([^'\n]+)'[${blanks}]*$`, "u")

const blank = new RegExp(`[${blanks}]`, "u")

/**
 * Reads a command from the start of a text, as people type it on phones: with a capital, a full stop
 * after it, or blanks before it.
 *
 * @returns undefined when the text is not a command
 *
 * @example
 * ```ts
 * parseCommand("/add 1 2") // { name: "add", text: "1 2" }
 * ```
 */
export function parseCommand(text: string): ParsedCommand | undefined {
  checkText(text, "text")
  const unquoted = quoted.exec(text)?.[1]
  const line = unquoted === undefined ? text : `/${unquoted}`
  const found = command.exec(line)
  if (found === null) return undefined
  const [whole, name = "", quotedBot, bot = quotedBot] = found
  const parsed = { name, text: trimBlanks(line.slice(whole.length)) }
  return bot === undefined ? parsed : { ...parsed, bot }
}

/** In linear time, which a pattern that ends with `$` would not take. */
function trimBlanks(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && blank.test(text[start] ?? "")) start++
  while (end > start && blank.test(text[end - 1] ?? "")) end--
  return text.slice(start, end)
}

/**
 * A name in the form in which names are compared: without regard to case, and to the width of letters
 * on Chinese and Japanese keyboards. Turkish keyboards begin a sentence with `İ`, which is `i` with
 * another dot in lower case.
 */
export const commandKey = (name: string): string =>
  name.normalize("NFKC").toLowerCase().replaceAll("i\u0307", "i")

/** Whether it can be the name of a command. */
export const isCommandName = (given: string): boolean =>
  typeof given === "string" && wholeName.test(given)

const wholeName = new RegExp(`^${name}$`, "u")
