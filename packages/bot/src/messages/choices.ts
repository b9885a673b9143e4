import { checkText } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import { tap } from "./tap.ts"

/** The texts to choose from. */
export type Choices = readonly string[]

/**
 * The question with a choice on each line, which apps show as buttons: `1. /tea`.
 *
 * @throws {ConfigurationError} for no choices, two that read alike, and those that cannot be shown
 */
export function choicesText(question: string, choices: Choices): string {
  checkText(question, "question")
  checkChoices(choices)
  return [question, ...choices.map((choice, at) => `${at + 1}. ${tap(choice)}`)].join("\n")
}

/** The choice that an answer means: tapped, its words, or its number. */
export function chosen(answer: string, choices: Choices): string | undefined {
  const given = plain(answer)
  const named = choices.find((choice) => plain(choice) === given)
  // A choice can be a number itself.
  if (named !== undefined) return named
  return /^\d{1,4}$/.test(given) ? choices[Number(given) - 1] : undefined
}

/** @throws {ConfigurationError} for no choices, two that read alike, and those that cannot be shown */
export function checkChoices(choices: Choices): void {
  const isList = Array.isArray(choices as unknown) && choices.length > 0
  if (!isList || !choices.every((choice) => typeof choice === "string" && plain(choice) !== ""))
    throw new ConfigurationError("choices", 'must be a list of texts: ["tea", "coffee"]')
  if (new Set(choices.map(plain)).size < choices.length)
    throw new ConfigurationError("choices", "two of them read alike")
  for (const choice of choices) tap(choice)
}

/** As typed on a phone: a slash, quotes, case, blanks, and what ends a sentence make no difference. */
const plain = (text: string): string =>
  withoutEnd(
    text
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll("i\u0307", "i")
      .replaceAll(/[\p{Cf}\uFE0E\uFE0F]/gu, "")
      .replace(/^\s*\/?'?/u, ""),
  ).replaceAll(/\s+/gu, " ")

/** In linear time, which a pattern that ends with `$` would not take. */
function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && /['.,!;…\s]/u.test(text[end - 1] ?? "")) end--
  return text.slice(0, end)
}
