import type { Read } from "./read.ts"

const label = /'([^']+)':|([^:,'{}]+):/y
const command = /\/([^,}']*)|'([^']*)'/y

/** Reads the entries of a menu, as in `'Help':/help,'More':{'About':/about us}`. */
export function readMenu(text: string, at: number): Read | undefined {
  const entries: unknown[] = []
  let end = at
  do {
    const entry = readEntry(text, end)
    if (entry === undefined) return undefined
    entries.push(entry.value)
    end = entry.end
  } while (text[end++] === ",")
  return { value: entries, end: end - 1 }
}

function readEntry(text: string, at: number): Read | undefined {
  label.lastIndex = at
  const [head, quoted, plain] = label.exec(text) ?? []
  if (head === undefined) return undefined
  const named = { label: quoted ?? plain }
  const from = at + head.length
  if (text[from] === "{") {
    const inner = readMenu(text, from + 1)
    if (inner === undefined || text[inner.end] !== "}") return undefined
    return { value: { type: "menu", ...named, commands: inner.value }, end: inner.end + 1 }
  }
  command.lastIndex = from
  const [whole, bare, inQuotes] = command.exec(text) ?? []
  const [, keyword, params] = /^(\S+)(?:\s+(.*\S))?\s*$/s.exec(bare ?? inQuotes ?? "") ?? []
  if (whole === undefined || keyword === undefined) return undefined
  const value = { type: "command", keyword, ...named, ...(params === undefined ? {} : { params }) }
  return { value, end: from + whole.length }
}
