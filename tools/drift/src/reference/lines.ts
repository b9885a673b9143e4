// The lines of a page, each with what Markdown makes of it.

import { lexer, type Token, type Tokens } from "marked"

export type Line = { readonly number: number } & (
  | { readonly kind: "heading"; readonly depth: number; readonly text: string }
  | { readonly kind: "label"; readonly name: string; readonly text: string }
  | { readonly kind: "item"; readonly text: string }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
)

/** `**Parameters**:`, `**Parameters:**`, `*Network usage*: no.` */
const LABEL = /^(?:\*\*([^*]+)\*\*|\*(Network usage:?)\*)\s*:?\s*(.*)$/i

/** Blank lines and rules are left out: they only separate other lines. */
export function linesOf(page: string): Line[] {
  return linesIn(lexer(page.replaceAll("\r\n", "\n")), 1)
}

/** The tokens follow each other without gaps, so that their lengths say where each begins. */
function linesIn(tokens: readonly Token[], first: number): Line[] {
  let number = first
  return tokens.flatMap((token) => {
    const lines = linesOfToken(token, number)
    number += newlinesIn(token.raw)
    return lines
  })
}

function linesOfToken(token: Token, number: number): Line[] {
  switch (token.type) {
    case "space":
    case "hr":
    case "def":
      return []
    case "heading": {
      const { depth, text } = token as Tokens.Heading
      return [{ kind: "heading", depth, text, number }]
    }
    case "code":
      return [codeOf(token as Tokens.Code, number)]
    case "list":
      return linesIn((token as Tokens.List).items, number)
    case "list_item":
      return itemLines(token as Tokens.ListItem, number)
    default:
      return textLines(token.raw, number)
  }
}

/** An item, and what is inside it: the items of a list in a list are items like all others. */
function itemLines({ tokens }: Tokens.ListItem, number: number): Line[] {
  const [first, ...rest] = tokens
  if (first?.type !== "text" && first?.type !== "paragraph") return linesIn(tokens, number)
  const text = first.raw.trim()
  const [line = "", ...more] = text.split("\n")
  return [
    { kind: "item", text: line.trim(), number },
    ...textLines(more.join("\n"), number + 1),
    ...linesIn(rest, number + newlinesIn(first.raw)),
  ]
}

function codeOf({ raw, lang, text }: Tokens.Code, number: number): Line {
  const [fence] = /^(`{3,}|~{3,})/.exec(raw) ?? []
  if (fence !== undefined && !raw.trimEnd().slice(fence.length).endsWith(fence)) {
    return { kind: "text", text: `${fence} that is never closed`, number }
  }
  return { kind: "code", language: (lang ?? "").toLowerCase(), text: text.trim(), number }
}

function textLines(text: string, first: number): Line[] {
  return text.split("\n").flatMap((source, index): Line[] => {
    const line = source.trim()
    const number = first + index
    if (line === "") return []
    const [, bold, italic, rest] = LABEL.exec(line) ?? []
    const name = bold ?? italic
    if (name === undefined || rest === undefined) return [{ kind: "text", text: line, number }]
    const label = name.replace(/:$/, "").trim().toLowerCase()
    return [{ kind: "label", name: label, text: rest, number }]
  })
}

function newlinesIn(text: string): number {
  return text.split("\n").length - 1
}
