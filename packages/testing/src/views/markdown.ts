import type { T } from "@simplex-chat/types"

const delimiters: Record<string, T.Format> = {
  "*": { type: "bold" },
  _: { type: "italic" },
  "~": { type: "strikeThrough" },
  "`": { type: "snippet" },
  "#": { type: "secret" },
}

const colors: Record<string, T.Color> = {
  "1": "red",
  "2": "green",
  "3": "blue",
  "4": "yellow",
  "5": "cyan",
  "6": "magenta",
  r: "red",
  g: "green",
  b: "blue",
  y: "yellow",
  c: "cyan",
  m: "magenta",
}

/** What is formatted in a text; undefined when nothing is. */
export function formatted(text: string): T.FormattedText[] | undefined {
  const command = /^\/([^\s/].*)$/su.exec(text)
  if (command?.[1] !== undefined) {
    const commandStr = command[1].trimEnd()
    return [{ format: { type: "command", commandStr }, text }]
  }
  const parts: T.FormattedText[] = []
  let plain = ""
  for (let at = 0; at < text.length;) {
    const part = partAt(text, at)
    if (part === undefined) {
      plain += text.charAt(at++)
      continue
    }
    if (plain !== "") parts.push({ text: plain })
    plain = ""
    parts.push(part.formatted)
    at += part.length
  }
  if (parts.length === 0) return undefined
  if (plain !== "") parts.push({ text: plain })
  return parts
}

interface Part {
  readonly formatted: T.FormattedText
  readonly length: number
}

/** A formatted part can only begin where a word begins. */
function partAt(text: string, at: number): Part | undefined {
  if (at > 0 && !/\s/.test(text.charAt(at - 1))) return undefined
  return delimited(text, at) ?? colored(text, at) ?? mention(text, at) ?? word(text, at)
}

function delimited(text: string, at: number): Part | undefined {
  const mark = text.charAt(at)
  const format = delimiters[mark]
  if (format === undefined) return undefined
  const end = text.indexOf(mark, at + 1)
  const inner = text.slice(at + 1, end)
  if (end < 0 || inner === "" || inner !== inner.trim() || !endsWord(text, end + 1))
    return undefined
  return { formatted: { format, text: inner }, length: end + 1 - at }
}

function colored(text: string, at: number): Part | undefined {
  const [whole = "", name = "", inner = ""] =
    /^!([1-6rgbycm]) ([^!]*[^\s!])!/.exec(text.slice(at)) ?? []
  const color = colors[name]
  if (color === undefined) return undefined
  return {
    formatted: { format: { type: "colored", color }, text: inner },
    length: whole.length,
  }
}

function mention(text: string, at: number): Part | undefined {
  const match = /^@(?:'([^']+)'|([^\s@']*[^\s@'.,;:!?)]))/.exec(text.slice(at))
  const memberName = match?.[1] ?? match?.[2]
  if (match === null || memberName === undefined) return undefined
  const format = { type: "mention", memberName } as const
  return { formatted: { format, text: match[0] }, length: match[0].length }
}

function word(text: string, at: number): Part | undefined {
  const found = /^\S+/.exec(text.slice(at))?.[0].replace(/[.,;:!?)]+$/, "") ?? ""
  if (found === "") return undefined
  const format = wordFormat(found)
  return format === undefined
    ? undefined
    : { formatted: { format, text: found }, length: found.length }
}

function wordFormat(text: string): T.Format | undefined {
  if (/^(https?:\/\/|simplex:\/)\S+/i.test(text)) return simplexLink(text) ?? { type: "uri" }
  if (/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text)) return { type: "email" }
  return undefined
}

/** A link of SimpleX, which apps show by its type and not by its text. */
function simplexLink(text: string): T.Format | undefined {
  const short = /^(?:simplex:|https:\/\/([^/]+))\/([aigcr])#/.exec(text)
  const full = /^(?:simplex:|https:\/\/simplex\.chat)\/(contact|invitation)#\/\?/.exec(text)
  const types = { a: "contact", i: "invitation", g: "group", c: "channel", r: "relay" } as const
  const linkType = short !== null ? types[short[2] as keyof typeof types] : undefined
  if (linkType !== undefined) {
    const host = short?.[1] ?? /[?&]h=([^&,]+)/.exec(text)?.[1]
    if (host === undefined) return undefined
    return { type: "simplexLink", linkType, simplexUri: text, smpHosts: [host] }
  }
  if (full === null) return undefined
  const host = /%40([^%]+)/.exec(text)?.[1]
  if (host === undefined) return undefined
  const isGroup = text.includes("groupLinkId")
  const fullType = isGroup ? "group" : full[1] === "contact" ? "contact" : "invitation"
  return { type: "simplexLink", linkType: fullType, simplexUri: text, smpHosts: [host] }
}

function endsWord(text: string, at: number): boolean {
  return at >= text.length || /[\s.,;:!?)]/.test(text.charAt(at))
}

/** Whether a text has a link that is not one of SimpleX. */
export function hasLink(parts: readonly T.FormattedText[] | undefined): boolean {
  return (
    parts?.some(({ format }) => format?.type === "uri" || format?.type === "hyperLink") ?? false
  )
}
