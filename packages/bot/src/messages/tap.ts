import { ConfigurationError } from "../errors.ts"

/**
 * Writes a command as apps show it for people to tap: `tap("pick 3")` is `/'pick 3'`, and `tap("help")` is
 * `/help`. What is tapped comes as that command.
 *
 * @param command the name and its arguments, without a slash
 * @throws {ConfigurationError} for an empty one, and one with `'` or a line break, which apps cannot show
 *
 * @example
 * ```ts
 * await message.reply(`Which size? ${tap("size S")} ${tap("size L")}`)
 * ```
 */
export function tap(command: string): string {
  const text = typeof command === "string" ? command.trim() : ""
  if (text === "" || /['\r\n]/.test(text) || text.startsWith("/")) {
    const problem = `takes a command without a slash, ' or line breaks: tap("pick 3")`
    throw new ConfigurationError("tap", problem)
  }
  return /^[A-Za-z][A-Za-z0-9_-]*$/.test(text) ? `/${text}` : `/'${text}'`
}
