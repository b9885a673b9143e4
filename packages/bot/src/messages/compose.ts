import { fitsInMessage, mentionsIn, splitText } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { resolve } from "node:path"
import { checkFile, type FileSource, type Outgoing, statOf } from "./outgoing.ts"
import { checkText } from "../checks.ts"

/** How many bytes the parts of a text may have, from the most on: a quote, mentions and previews take room. */
const partSizes = [undefined, 14_000, 10_000, 5_000, 1_000]

/**
 * Makes messages of what is to be sent. A text or a caption that is too long for one message continues
 * in further ones; a quote that leaves no room is left out.
 */
export function compose(
  outgoing: Outgoing,
  mentions: Readonly<Record<string, number>>,
): T.ComposedMessage[] {
  const { content, file, quoting } = outgoing
  checkText(content.text, "text")
  // Half an emoji, as `slice` leaves it, cannot be sent: it becomes the sign for what is unreadable.
  const text = content.text.toWellFormed()
  if (content.type === "text" && text === "" && file === undefined) return []
  const common = { fileSource: fileOf(file), quotedItemId: quoting?.chatItem.meta.itemId }
  const first = (text: string, mentions: Readonly<Record<string, number>>): T.ComposedMessage => ({
    ...common,
    msgContent: { ...content, text },
    mentions: { ...mentions },
  })
  const whole = first(text, mentions)
  if (text === "" || fitsInMessage(whole, { quoting })) return [whole]
  for (const maxBytes of partSizes) {
    const [beginning = "", ...rest] = splitText(text, { maxBytes })
    const parts = [
      first(beginning, mentionsIn(beginning, mentions)),
      ...rest.map((text) => plain(text, mentions)),
    ]
    const fits = parts.every((part, at) => fitsInMessage(part, at === 0 ? { quoting } : {}))
    if (fits) return parts
  }
  if (quoting !== undefined) return compose({ content, file }, mentions)
  // A preview without room for a caption; the api says what is too large.
  return [whole]
}

const plain = (text: string, mentions: Readonly<Record<string, number>>): T.ComposedMessage => ({
  msgContent: { type: "text", text },
  mentions: mentionsIn(text, mentions),
})

/** A relative path means the current folder, as everywhere in Node, or else the files folder of the core. */
function fileOf(file: FileSource | undefined): T.CryptoFile | undefined {
  if (file !== undefined) checkFile(file)
  if (typeof file !== "string") return file
  return { filePath: statOf(file) === undefined ? file : resolve(file) }
}
