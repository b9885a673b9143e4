import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import { useLayoutEffect, useRef } from "preact/hooks"
import type { Chat } from "../../protocol/index.ts"
import { isSetting } from "./content.ts"
import { Message } from "./message.tsx"

interface ListProps {
  readonly person: string
  readonly name: string
  readonly chat: Chat
  readonly chats: readonly Chat[]
  readonly onReply: (item: T.ChatItem) => void
  readonly onEdit: (item: T.ChatItem) => void
}

/** How far from the end one may be, in pixels, and still see what comes. */
const nearEnd = 80

export function MessageList({
  person,
  name,
  chat,
  chats,
  onReply,
  onEdit,
}: ListProps): JSX.Element {
  const list = useRef<HTMLOListElement>(null)
  const isAtEnd = useRef(true)
  useLayoutEffect(() => {
    if (isAtEnd.current && list.current !== null) list.current.scrollTop = list.current.scrollHeight
  })
  const onScroll = () => {
    const at = list.current
    if (at === null) return
    isAtEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < nearEnd
  }
  // Arrow keys move from message to message.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return
    const items = [...(list.current?.querySelectorAll<HTMLElement>("li.message") ?? [])]
    const at = items.findIndex((item) => item === event.target)
    if (at < 0) return
    event.preventDefault()
    items[at + (event.key === "ArrowUp" ? -1 : 1)]?.focus()
  }
  return (
    <ol
      class="messages"
      ref={list}
      aria-live="polite"
      aria-label={`What ${name} sees`}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      {grouped(chat.items).map((group) =>
        Array.isArray(group) ? (
          <Settings key={`s${group[0]?.meta.itemId ?? 0}`} items={group} />
        ) : (
          <Message
            key={group.meta.itemId}
            person={person}
            chat={chat}
            item={group}
            chats={chats}
            onReply={() => onReply(group)}
            onEdit={() => onEdit(group)}
          />
        ),
      )}
    </ol>
  )
}

/** What the chat allows, folded: each chat begins with it. */
function Settings({ items }: { readonly items: readonly T.ChatItem[] }): JSX.Element {
  return (
    <li class="notice">
      <details>
        <summary>Settings of the chat</summary>
        {items
          .filter(({ content }) => content.type !== "chatBanner")
          .map(({ meta }) => (
            <div key={meta.itemId}>{meta.itemText}</div>
          ))}
      </details>
    </li>
  )
}

/** Items with those about settings that follow each other taken together. */
export function grouped(items: readonly T.ChatItem[]): (T.ChatItem | T.ChatItem[])[] {
  const groups: (T.ChatItem | T.ChatItem[])[] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (!isSetting(item)) groups.push(item)
    else if (Array.isArray(last)) last.push(item)
    else groups.push([item])
  }
  return groups
}
