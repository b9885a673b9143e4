// A page of the reference, cut into its sections, and each section into its labelled parts.

import { linesOf, type Line } from "./lines.ts"

/** Something in the reference that was not understood, and where. */
export interface Problem {
  readonly page: string
  readonly line: number
  readonly message: string
}

export type Report = (line: number, message: string) => void

/** The content under one heading. */
export interface Section {
  readonly name: string
  readonly category: string
  readonly line: number
  /** By label, in lower case and singular: `parameter`, `syntax`, `record type`. */
  readonly parts: ReadonlyMap<string, Part>
}

export interface Part {
  readonly line: number
  /** What follows the label in its own line. */
  readonly text: string
  readonly lines: readonly Line[]
}

/**
 * The sections of a page, whose headings are of the given depth. Headings above are categories;
 * their text, and the text of a section before its first label, is prose.
 */
export function sectionsOf(
  page: string,
  { depth, labels }: { depth: number; labels: readonly string[] },
  report: Report,
): Section[] {
  const lines = linesOf(page)
  const starts = lines.flatMap((line, i) => (line.kind === "heading" && line.depth > 1 ? [i] : []))
  const sections: Section[] = []
  const categories = new Set<string>()
  let category = ""
  for (const [i, start] of starts.entries()) {
    const heading = lines[start] as Line & { kind: "heading" }
    const body = lines.slice(start + 1, starts[i + 1])
    if (heading.depth < depth) {
      category = heading.text
      categories.add(category)
      for (const line of body.filter(
        (line) => line.kind === "label" && labels.includes(plain(line)),
      ))
        report(line.number, `"${heading.text}" is a category, but has a part of its own`)
      continue
    }
    if (heading.depth > depth) report(heading.number, `"${heading.text}": heading of a lower level`)
    if (sections.some(({ name }) => name === heading.text))
      report(heading.number, `${heading.text} is described twice`)
    const parts = partsOf(heading.text, body, labels, report)
    sections.push({ name: heading.text, category, line: heading.number, parts })
  }
  checkContents(
    lines.slice(0, starts[0]),
    new Set(sections.map(({ name }) => name)),
    (name) => categories.has(name),
    report,
  )
  if (sections.length === 0) report(1, "the page describes nothing")
  return sections
}

function partsOf(
  name: string,
  body: readonly Line[],
  labels: readonly string[],
  report: Report,
): Map<string, Part> {
  const parts = new Map<string, Part & { lines: Line[] }>()
  let current: { lines: Line[] } | undefined
  for (const line of body) {
    if (line.kind === "label") {
      const label = plain(line)
      const part = { line: line.number, text: line.text, lines: [] }
      if (!labels.includes(label)) report(line.number, `${name}: unknown part "${line.name}"`)
      else if (parts.has(label)) report(line.number, `${name}: a second part "${line.name}"`)
      else parts.set(label, part)
      current = part
    } else if (current !== undefined) current.lines.push(line)
    else if (line.kind === "code" || (line.kind === "item" && /^(\w+\s*:|")/.test(line.text)))
      report(line.number, `${name}: is before any part: ${quote(line.text)}`)
  }
  return parts
}

/** What the list of contents promises must be there: so no heading is missed silently. */
function checkContents(
  contents: readonly Line[],
  sections: ReadonlySet<string>,
  isCategory: (name: string) => boolean,
  report: Report,
): void {
  for (const line of contents) {
    if (line.kind !== "item" && line.kind !== "text") continue
    const name = /^\[([^\]]+)\]\(#[^)]*\)$/.exec(line.text)?.[1]
    if (name !== undefined && !sections.has(name) && !isCategory(name))
      report(line.number, `${name} is in the contents, but has no section`)
  }
}

function plain({ name }: { name: string }): string {
  return name.replace(/\(s\)$|(?<=[a-z])s$/, "")
}

/** The start of a text, for a report. */
export function quote(text: string): string {
  const line = text.replace(/\n.*/s, "")
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}...` : line)
}
