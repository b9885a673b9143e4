import { marked, type Token, type Tokens } from "marked"

/**
 * The cells of the first Markdown table below a heading, without its head; backticks are removed.
 *
 * @throws {Error} when there is no such heading, or no table below it
 */
export function tableUnder(markdown: string, heading: string): string[][] {
  const tokens = marked.lexer(markdown)
  const at = tokens.findIndex((token) => isHeading(token) && token.text === heading)
  if (at < 0) throw new Error(`There is no heading "${heading}".`)
  const next = tokens.slice(at + 1).find((token) => isHeading(token) || token.type === "table")
  if (next?.type !== "table") throw new Error(`There is no table below "${heading}".`)
  return (next as Tokens.Table).rows.map((row) => row.map(({ text }) => text.replaceAll("`", "")))
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === "heading"
