import type { T } from "@simplex-chat/types"
import { linkFormat, linkText, nameFormat } from "./markdown-links.ts"

/** A piece of a text that was read, and what is left of its line. */
interface Piece {
  readonly part: T.FormattedText
  readonly length: number
}

type Reader = (text: string) => Piece | undefined

const delimiters: Readonly<Record<string, T.Format>> = {
  "*": { type: "bold" },
  _: { type: "italic" },
  "~": { type: "strikeThrough" },
  "`": { type: "snippet" },
}

const colors: readonly T.Color[] = ["red", "green", "blue", "yellow", "cyan", "magenta"]

/**
 * What is formatted in a text; undefined when nothing is. Read as the core reads it, which 190
 * recorded texts show (q-text): line by line, fragment by fragment, and words only up to a blank.
 */
export function formatted(text: string): T.FormattedText[] | undefined {
  const command = /^\/(.+)$/su.exec(text)?.[1]?.trimEnd()
  if (command !== undefined && command !== "")
    return [{ format: { type: "command", commandStr: command }, text }]
  const lines = text.split("\n").map(lineParts)
  const parts = lines.flatMap((line, i) => (i === 0 ? line : [{ text: "\n" }, ...line]))
  const joined = join(parts)
  return joined.some(({ format }) => format !== undefined) ? joined : undefined
}

function lineParts(line: string): T.FormattedText[] {
  const parts: T.FormattedText[] = []
  for (let left = line; left !== "";) {
    const { part, length } = pieceAt(left)
    parts.push(part)
    left = left.slice(length)
  }
  return parts
}

/** The next fragment; what is none of the marked ones is a word. */
function pieceAt(text: string): Piece {
  const first = text.charAt(0)
  const read = first in delimiters ? delimited : readers[first]
  return read?.(text) ?? (/^[+\d]/.test(text) ? phone(text) : undefined) ?? word(text)
}

const readers: Readonly<Record<string, Reader | undefined>> = {
  " ": (text) => plain(/^ +/.exec(text)?.[0] ?? ""),
  "#": (text) => secret(text) ?? named(text),
  "!": (text) => styled(text),
  "@": (text) => named(text) ?? mention(text),
  "/": (text) => command(text),
  "[": (text) => link(text),
}

const plain = (text: string): Piece => ({ part: { text }, length: text.length })

/** A mark that is not closed is plain text, with everything that follows it. */
function delimited(text: string): Piece {
  const mark = text.charAt(0)
  const end = text.indexOf(mark, 1)
  if (end < 0) return plain(text)
  const inner = text.slice(1, end)
  if (inner === "" || inner.startsWith(" ") || inner.endsWith(" "))
    return plain(text.slice(0, end + 1))
  return { part: { format: delimiters[mark] as T.Format, text: inner }, length: end + 1 }
}

/** `##a##` hides `#a#`. */
function secret(text: string): Piece | undefined {
  const match = /^#(#*)([^#]*)(#+)/.exec(text)
  const inner = match?.[2]
  if (match === null || inner === undefined) return undefined
  if (inner === "" || inner.startsWith(" ") || inner.endsWith(" ")) return plain(match[0])
  const hidden = `${match[1] ?? ""}${inner}${(match[3] ?? "").slice(1)}`
  return { part: { format: { type: "secret" }, text: hidden }, length: match[0].length }
}

/** `!1 red!`, `!red red!`, `!r red!`, `!- small!`. */
function styled(text: string): Piece | undefined {
  const match = /^!([a-z]+|[1-6]|-) ([^ !][^!]*)!/.exec(text)
  const [all = "", style = "", inner = ""] = match ?? []
  if (all === "" || inner.endsWith(" ")) return undefined
  const color = colors.find(
    (one, i) => style === one || style === one.charAt(0) || style === String(i + 1),
  )
  if (style === "-") return { part: { format: small, text: inner }, length: all.length }
  if (color === undefined) return undefined
  return { part: { format: { type: "colored", color }, text: inner }, length: all.length }
}

/** Small text is of 7.0. */
const small = { type: "small" } as unknown as T.Format

function mention(text: string): Piece | undefined {
  const match = /^@(?:'([^']+)'|([^ ']*[^ '.,:;!?]))/u.exec(text)
  const memberName = match?.[1] ?? match?.[2]
  if (match === null || memberName === undefined) return undefined
  return {
    part: { format: { type: "mention", memberName }, text: match[0] },
    length: match[0].length,
  }
}

/** A name that servers may know: `@alice.simplex`, `#news`. */
function named(text: string): Piece | undefined {
  const found = /^[@#][A-Za-z0-9.-]*[A-Za-z0-9]/.exec(text)?.[0]
  const format = found === undefined ? undefined : nameFormat(found)
  if (found === undefined || format === undefined) return undefined
  // Anything else after it makes it a word like others.
  const after = text.slice(found.length)
  if (!/^[.,:;!?]*( |$)/.test(after)) return undefined
  return { part: { format, text: found }, length: found.length }
}

function command(text: string): Piece | undefined {
  const match = /^\/(?:'([^']+)'|([A-Za-z][^ ]*[^ .,:;!?]|[A-Za-z]))/u.exec(text)
  const commandStr = match?.[1] ?? match?.[2]
  if (match === null || commandStr === undefined) return undefined
  const format = { type: "command", commandStr } as const
  return { part: { format, text: match[0] }, length: match[0].length }
}

/** `[shown](https://address)`. */
function link(text: string): Piece | undefined {
  const match = /^\[([^\]]+)\]\(([^)\s]+)\)/.exec(text)
  const format = match === null ? undefined : linkText(match[1] ?? "", match[2] ?? "")
  if (match === null || format === undefined) return undefined
  return { part: { format, text: match[0] }, length: match[0].length }
}

/** From 7 to 22 characters: `+1 (234) 567-8901`, `1234567`. */
function phone(text: string): Piece | undefined {
  const match = /^(?:\+\d+)?(?:[ .-]?\(\d+\))?(?:[ .-]?\d+)*/.exec(text)?.[0] ?? ""
  if (match.length < 7 || match.length > 22) return undefined
  return { part: { format: { type: "phone" }, text: match }, length: match.length }
}

/** What ends a sentence is no part of an address; `/`, `)` and `!` may be. */
const trailing = /(?![/)!])\p{P}/u

function word(text: string): Piece {
  const all = /^[^ ]+/.exec(text)?.[0] ?? text
  let end = all.length
  while (end > 0 && trailing.test(all.charAt(end - 1))) end -= 1
  const bare = all.slice(0, end)
  const format = bare === "" ? undefined : linkFormat(bare, bare !== all)
  if (format === undefined) return plain(all)
  return { part: { format, text: bare }, length: bare.length }
}

/** Neighbours of one format are one. */
function join(parts: readonly T.FormattedText[]): T.FormattedText[] {
  const joined: T.FormattedText[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    const isSame = last !== undefined && JSON.stringify(last.format) === JSON.stringify(part.format)
    if (isSame) joined[joined.length - 1] = { ...last, text: last.text + part.text }
    else joined.push(part)
  }
  return joined
}

const links: readonly string[] = ["uri", "hyperLink", "simplexLink", "simplexName"]

/** Whether a text leads somewhere. */
export function hasLink(parts: readonly T.FormattedText[] | undefined): boolean {
  return parts?.some(({ format }) => links.includes(format?.type ?? "")) ?? false
}
