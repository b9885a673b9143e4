import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import type { Chat } from "../../protocol/index.ts"
import { act } from "../model/client.ts"
import { inspect, type ItemKey, view } from "../model/view-state.ts"
import { useStore } from "../model/store.ts"
import { hueOf } from "../ui/avatar.tsx"
import { isOwn, messageOf, timeOf } from "./content.ts"
import { MessageActions } from "./message-actions.tsx"
import { MessageBody, shownSender } from "./message-body.tsx"
import { MessageStatus } from "./message-status.tsx"
import { Reactions } from "./reactions.tsx"

interface MessageProps {
  readonly person: string
  readonly chat: Chat
  readonly item: T.ChatItem
  readonly chats: readonly Chat[]
  readonly onReply: () => void
  readonly onEdit: () => void
}

/** One item of a chat: a message, or a line about something that happened. */
export function Message(props: MessageProps): JSX.Element {
  const { person, chat, item, onReply, onEdit } = props
  const at: ItemKey = { person, chat: chat.ref, item: item.meta.itemId }
  const isInspected = useStore(
    view,
    ({ inspected }) =>
      inspected?.person === at.person && inspected.chat === at.chat && inspected.item === at.item,
  )
  if (messageOf(item) === undefined) return <Notice at={at} item={item} />
  const own = isOwn(item)
  const sender = shownSender(chat.info, item)
  // Keys for those who have the message focused; buttons in it keep theirs.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return
    if (event.key === "Enter") inspect(at)
    else if (event.key === "r") onReply()
    else if (event.key === "e" && own && item.meta.editable) onEdit()
    else if (event.key === "Delete" && own) void act({ type: "delete", ...at, mode: "broadcast" })
    else return
    event.preventDefault()
  }
  return (
    <li
      class={`message ${own ? "own" : "others"} ${isInspected ? "inspected" : ""}`}
      data-item={item.meta.itemId}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div class="bubble">
        {sender !== undefined && <span class={`sender hue-${hueOf(sender)}`}>{sender}</span>}
        <MessageBody
          person={person}
          info={chat.info}
          item={item}
          onCommand={(text) => void act({ type: "say", person, chat: chat.ref, text })}
        />
        <MessageStatus meta={item.meta} />
      </div>
      <Reactions at={at} reactions={item.reactions} />
      <MessageActions at={at} info={chat.info} {...props} />
    </li>
  )
}

function Notice({ at, item }: { readonly at: ItemKey; readonly item: T.ChatItem }): JSX.Element {
  const { content, meta } = item
  const canJoin =
    content.type === "rcvGroupInvitation" && content.groupInvitation.status === "pending"
  return (
    <li class="notice" data-item={meta.itemId}>
      <button
        type="button"
        class="notice-text"
        title={`${timeOf(meta.itemTs)} · Inspect`}
        onClick={() => inspect(at)}
      >
        {meta.itemText === "" ? content.type : meta.itemText}
      </button>
      {canJoin && (
        <button
          type="button"
          class="button primary"
          onClick={() =>
            void act({
              type: "join",
              person: at.person,
              chat: `#${content.groupInvitation.groupId}`,
            })
          }
        >
          Join
        </button>
      )}
    </li>
  )
}
