import { ConfigurationError } from "../errors.ts"

/** The reactions that the core knows. Keyboards write the heart as `❤️`, which is the same one. */
export type Reaction = "👍" | "👎" | "😀" | "😂" | "😢" | "❤" | "❤️" | "🚀" | "✅"

/** Recorded: the core does not even read others. */
const known: ReadonlySet<string> = new Set(["👍", "👎", "😀", "😂", "😢", "❤", "🚀", "✅"])

/**
 * A reaction as the core takes it. Keyboards add the variation selector that asks for a picture, as
 * in "❤️", and the core refuses that.
 *
 * @throws {ConfigurationError} when it is none of them
 */
export function plain(reaction: Reaction): string {
  const given: unknown = reaction
  const emoji = typeof given === "string" ? given.replaceAll("\uFE0F", "") : ""
  if (known.has(emoji)) return emoji
  throw new ConfigurationError("reaction", `must be one of ${[...known].join(" ")}`)
}
