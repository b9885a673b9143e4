import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import { Attachment } from "./attachment.tsx"
import { FormattedText } from "./formatted-text.tsx"
import { nameOf, senderOf } from "./chat-names.ts"
import { messageOf } from "./content.ts"

interface BodyProps {
  readonly person: string
  readonly info: T.ChatInfo
  readonly item: T.ChatItem
  readonly onCommand: (text: string) => void
}

/** What a message says: its quote, its file, its text, the preview of its link. */
export function MessageBody({ person, info, item, onCommand }: BodyProps): JSX.Element {
  const { meta, quotedItem, file, formattedText } = item
  const content = messageOf(item)
  if (meta.itemDeleted !== undefined) return <em class="muted">{deletedText(meta.itemDeleted)}</em>
  const text = content === undefined || !("text" in content) ? meta.itemText : content.text
  return (
    <>
      {meta.itemForwarded !== undefined && <div class="forwarded muted">forwarded</div>}
      {quotedItem !== undefined && <Quote info={info} quote={quotedItem} />}
      {content?.type === "link" && <Preview preview={content.preview} />}
      {content?.type === "report" && <div class="report">Report: {content.reason}</div>}
      {file !== undefined && content !== undefined && (
        <Attachment person={person} content={content} file={file} />
      )}
      {text !== "" && (
        <div class="text">
          <FormattedText text={text} parts={formattedText} onCommand={onCommand} />
          {meta.itemLive === true && <span class="typing" role="img" aria-label="still typing" />}
        </div>
      )}
    </>
  )
}

function Quote({
  info,
  quote,
}: {
  readonly info: T.ChatInfo
  readonly quote: T.CIQuote
}): JSX.Element {
  const { chatDir, content } = quote
  const isOwn = chatDir?.type === "directSnd" || chatDir?.type === "groupSnd"
  const sender =
    chatDir?.type === "groupRcv" ? chatDir.groupMember.memberProfile.displayName : nameOf(info)
  const text = "text" in content ? content.text : ""
  return (
    <blockquote>
      <span class="sender">{isOwn ? "You" : sender}</span>
      {"image" in content && content.image.startsWith("data:image/") && (
        <img src={content.image} alt="" />
      )}
      <span>
        <FormattedText text={text === "" ? content.type : text} parts={quote.formattedText} />
      </span>
    </blockquote>
  )
}

function Preview({ preview }: { readonly preview: T.LinkPreview }): JSX.Element {
  const { uri, title, description, image } = preview
  return (
    <div class="link-preview">
      {image.startsWith("data:image/") && <img src={image} alt="" />}
      <strong>{title}</strong>
      {description !== "" && <span>{description}</span>}
      <span class="muted">{hostOf(uri)}</span>
    </div>
  )
}

function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).host : uri
}

function deletedText(deleted: T.CIDeleted): string {
  switch (deleted.type) {
    case "moderated":
      return `deleted by ${deleted.byGroupMember.memberProfile.displayName}`
    case "blocked":
    case "blockedByAdmin":
      return "blocked"
    case "deleted":
      return "deleted"
  }
}

/** Shown above a message in a group. */
export const shownSender = (info: T.ChatInfo, item: T.ChatItem): string | undefined =>
  info.type === "group" ? senderOf(info, item) : undefined
