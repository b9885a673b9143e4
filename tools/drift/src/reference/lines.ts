// The lines of a page, each with what it is by its own look.

export type Line = { readonly number: number } & (
  | { readonly kind: "heading"; readonly depth: number; readonly text: string }
  | { readonly kind: "label"; readonly name: string; readonly text: string }
  | { readonly kind: "item"; readonly text: string }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
)

const FENCE = /^(`{3,}|~{3,})\s*(\S*)/
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/
const RULE = /^([-*_])(\s*\1){2,}$/
const ITEM = /^[-*+]\s+(.*)$/
/** `**Parameters**:`, `**Parameters:**`, `*Network usage*: no.` */
const LABEL = /^(?:\*\*([^*]+)\*\*|\*(Network usage:?)\*)\s*:?\s*(.*)$/i

/** Blank lines and rules are left out: they part what other lines already part. */
export function linesOf(page: string): Line[] {
  const lines: Line[] = []
  let open: { fence: string; language: string; number: number; code: string[] } | undefined
  for (const [i, source] of page.split(/\r?\n/).entries()) {
    const text = source.trim()
    if (open !== undefined) {
      if (text.startsWith(open.fence)) {
        lines.push(codeOf(open))
        open = undefined
      } else open.code.push(source)
      continue
    }
    const [, fence, language = ""] = FENCE.exec(text) ?? []
    if (fence !== undefined) open = { fence, language, number: i + 1, code: [] }
    else if (text !== "" && !RULE.test(text)) lines.push({ ...lineOf(text), number: i + 1 })
  }
  if (open !== undefined)
    lines.push({ kind: "text", text: `${open.fence} that is never closed`, number: open.number })
  return lines
}

function codeOf(block: { language: string; number: number; code: string[] }): Line {
  const text = block.code.join("\n").trim()
  return { kind: "code", language: block.language.toLowerCase(), text, number: block.number }
}

type Unnumbered<T> = T extends unknown ? Omit<T, "number"> : never

function lineOf(text: string): Unnumbered<Line> {
  const [, marks, heading] = HEADING.exec(text) ?? []
  if (marks !== undefined && heading !== undefined)
    return { kind: "heading", depth: marks.length, text: heading }
  const item = ITEM.exec(text)?.[1]
  if (item !== undefined) return { kind: "item", text: item }
  const [, bold, italic, rest] = LABEL.exec(text) ?? []
  const name = bold ?? italic
  if (name === undefined || rest === undefined) return { kind: "text", text }
  return { kind: "label", name: name.replace(/:$/, "").trim().toLowerCase(), text: rest }
}
