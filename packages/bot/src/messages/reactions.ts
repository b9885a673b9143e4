import { ConfigurationError } from "../errors.ts"

/** The reactions that the core knows. Keyboards write the heart as `❤️`, which is the same one. */
export type Reaction = "👍" | "👎" | "😀" | "😂" | "😢" | "❤" | "❤️" | "🚀" | "✅"

/**
 * A reaction as the core takes it. Keyboards add the variation selector that asks for a picture, as
 * in "❤️", and the core refuses that.
 *
 * @throws {ConfigurationError} when it is not a string
 */
export function plain(reaction: Reaction): string {
  if (typeof reaction === "string") return reaction.replaceAll("\uFE0F", "")
  throw new ConfigurationError("reaction", `must be an emoji, not ${typeof reaction}`)
}
