import { checkText } from "../checks.ts"

/** Joins two characters without a break, and is not shown: markup does not begin after it. */
const joiner = "\u2060"

/** Words that markup, links, numbers or commands could begin with. */
const suspicious = /[*_~`#!@/[\]()+\d.:]/

/**
 * Makes a text, such as a name that a person chose, one that apps show as it is: it brings no bold, link,
 * mention or command. SimpleX's markup has no escapes; characters without width are put in.
 *
 * @example
 * ```ts
 * escape("*Bob*") // shown as *Bob*, not in bold
 * ```
 */
export function escape(text: string): string {
  checkText(text, "text")
  return text.replaceAll(/\S+/gu, (word) => (suspicious.test(word) ? quiet(word) : word))
}

/** Markup begins only at the beginning of a word; links and addresses are recognized by what is in it. */
const quiet = (word: string): string =>
  joiner + word.replaceAll(/[:@](?=.)/gu, `$&${joiner}`).replaceAll(/\.(?=\w)/gu, `${joiner}.`)
