/** One message as a person sees it now. */
export interface Line {
  /** Who said it, by display name. */
  readonly from: string
  readonly text: string
  /** Where: `@4`, `#1`, or `#1(_support)` for a support chat of a group. */
  readonly chat: string
  /** Whether the person said it. */
  readonly own: boolean
  /** The id of the message in the person's core, for commands. */
  readonly itemId: number
  /** What kind of content it is: `text`, `image`, `voice`, `file`, `report`, ... */
  readonly kind: string
  /** `marked` while it is shown as deleted, `gone` once it is not shown at all. */
  readonly deleted: "no" | "marked" | "gone"
  readonly edited: boolean
  /** A live message that is still being written. */
  readonly live: boolean
  /** The text of the message that it replies to. */
  readonly quote: string | undefined
  /** Each reaction as often as it was given: `["👍", "👍", "🚀"]`. */
  readonly reactions: readonly string[]
  readonly file: LineFile | undefined
}

/** The file of a message. */
export interface LineFile {
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** How far it is, as the core says: `rcvInvitation`, `rcvComplete`, `sndStored`, ... */
  readonly status: string
}

/** Something that happened in a conversation, in the order in which the person saw it. */
export interface Happening {
  readonly what: "message" | "edit" | "deletion" | "reaction" | "file" | "member"
  /** Who caused it: the person, others, or the time of the network, as for messages that disappear. */
  readonly by: "self" | "others" | "time"
  /** The message that it is about, as it was right afterwards; absent for `member`. */
  readonly line?: Line
  /** For `reaction`: which one, and whether it was added or taken back. */
  readonly reaction?: { readonly emoji: string; readonly added: boolean }
  /** In words: `bob joined #1`. */
  readonly text: string
}

/** A line as text, for errors and snapshots: `bot: 49 (edited) 👍`. */
export function lineText(line: Line): string {
  const { from, deleted, edited, live, quote, reactions, file } = line
  if (deleted === "marked") return `${from}: (deleted)`
  const shownFile = file === undefined ? "" : `[${line.kind} ${file.name}]`
  const text = file !== undefined && line.text === file.name ? "" : line.text
  const said = [shownFile, text].filter((part) => part !== "").join(" ")
  const notes = [
    quote === undefined ? "" : `(in reply to ${JSON.stringify(quote)})`,
    edited ? "(edited)" : "",
    live ? "(live)" : "",
    ...reactions,
  ].filter((note) => note !== "")
  return [`${from}: ${said}`, ...notes].join(" ").trimEnd()
}
