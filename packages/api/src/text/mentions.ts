import { checkText } from "../checks.ts"
import { pieces } from "./markup.ts"

/**
 * Those mentions that a text has: `@name`, or `@'name with blanks'`, as a word of its own and outside
 * other markup. The core refuses a message with mentions that are not in its text, so give each part
 * of a split text its own.
 *
 * @param mentions the names after `@`, with the `groupMemberId` of each
 *
 * @example
 * ```ts
 * mentionsIn("@'ann lee' wins over @anna", { "ann lee": 3, ann: 5 }) // { "ann lee": 3 }
 * ```
 */
export function mentionsIn(
  text: string,
  mentions: Readonly<Record<string, number>>,
): Record<string, number> {
  checkText(text)
  const names = new Set<string>()
  for (const { mention } of pieces(text)) if (mention !== undefined) names.add(mention)
  return Object.fromEntries(Object.entries(mentions).filter(([name]) => names.has(name)))
}
