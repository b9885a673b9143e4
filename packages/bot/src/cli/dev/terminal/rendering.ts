import type { Happening, Line } from "@simplex-chat/testing"

/**
 * What is shown for a message, an edit, a reaction, news of a group.
 *
 * @param nameOf the name of a chat such as `#1`
 */
export function textOf(happening: Happening, nameOf: (chat: string) => string): string {
  const { what, line, text } = happening
  if (line === undefined) {
    const [, group] = /^invited to (.*)$/s.exec(text) ?? []
    const hint = group === undefined ? "" : `: accept with :join ${group}`
    return `${text.replace(/#\d+/g, nameOf)}${hint}`
  }
  const where = placeOf(line, nameOf)
  switch (what) {
    case "message":
      return messageText(line, nameOf)
    case "edit":
      return `${where}${line.from} edited: ${indented(line.text, where.length + line.from.length + 9)}`
    case "deletion":
      return `${where}a message of ${line.from} was deleted: "${gist(text.replace(/^deleted: /, ""))}"`
    case "reaction": {
      const reactions = line.reactions.length === 0 ? "none" : line.reactions.join(" ")
      return `${where}reactions to "${gist(line.text)}": ${reactions}`
    }
    case "file":
    case "member":
      return `${where}${text}`
  }
}

/** A message as it is now. */
export function messageText(line: Line, nameOf: (chat: string) => string): string {
  const { from, file, text, live } = line
  const where = placeOf(line, nameOf)
  const shownFile = file === undefined ? "" : `[${line.kind} ${file.name}, ${sizeOf(file.size)}]`
  const shownText = file !== undefined && text === file.name ? "" : text
  const body = [shownFile, shownText].filter((part) => part !== "").join(" ")
  return `${where}${from}: ${indented(body, where.length + from.length + 2)}${live ? " ..." : ""}`
}

const placeOf = ({ chat }: Line, nameOf: (chat: string) => string): string =>
  chat.startsWith("#") ? `${nameOf(chat)} ` : ""

const indented = (text: string, width: number): string =>
  text.replaceAll("\n", `\n${" ".repeat(width)}`)

function gist(text: string): string {
  const [first = ""] = text.split("\n", 1)
  return first.length > 40 ? `${first.slice(0, 37)}...` : first
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
