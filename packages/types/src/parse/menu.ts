import type { Read } from "./read.ts"

const label = /(?:'([^']*)'|([^:]*)):/y
const command = /\/?(?:'([^']*)'|([^:,}]*))/y

/**
 * Reads the menu of a bot: `'Help':/help,'More':{'About':/about us}`. Labels and commands may be in
 * single quotes, and a command's slash may be missing.
 */
export function readMenu(text: string, at: number): Read | undefined {
  const entries: object[] = []
  let end = at
  for (;;) {
    const entry = readEntry(text, end)
    if (entry === undefined) return entries.length === 0 ? undefined : { value: entries, end }
    entries.push(entry.value as object)
    end = entry.end
    if (text[end] !== ",") return { value: entries, end }
    end++
  }
}

function readEntry(text: string, at: number): Read | undefined {
  label.lastIndex = at
  const [, quoted, plain] = label.exec(text) ?? []
  const name = quoted ?? plain
  if (name === undefined || name === "") return undefined
  const start = label.lastIndex
  if (text[start] === "{") {
    const menu = readMenu(text, start + 1) ?? { value: [], end: start + 1 }
    if (text[menu.end] !== "}") return undefined
    return { value: { type: "menu", label: name, commands: menu.value }, end: menu.end + 1 }
  }
  command.lastIndex = start
  const match = command.exec(text)
  const [keyword, ...params] = (match?.[1] ?? match?.[2] ?? "").split(/\s+/).filter(isWord)
  if (keyword === undefined) return undefined
  const value = { type: "command", keyword, label: name }
  return {
    value: params.length === 0 ? value : { ...value, params: params.join(" ") },
    end: command.lastIndex,
  }
}

const isWord = (word: string): boolean => word !== ""
