import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import { useEffect, useState } from "preact/hooks"
import type { Chat, PersonInfo } from "../../protocol/index.ts"
import { ChatHeader } from "../chat/chat-header.tsx"
import { imageOf, kindOf, nameOf } from "../chat/chat-names.ts"
import { Composer, type Purpose } from "../chat/composer.tsx"
import { sendFiles } from "../chat/files.ts"
import { MessageList } from "../chat/message-list.tsx"
import { act } from "../model/client.ts"
import { useStore } from "../model/store.ts"
import { openChat, view } from "../model/view-state.ts"
import { Avatar } from "../ui/avatar.tsx"
import { IconButton } from "../ui/button.tsx"
import { Icon } from "../ui/icon.tsx"
import { PersonMenu } from "./person-menu.tsx"

interface ColumnProps {
  readonly info: PersonInfo
  readonly chats: readonly Chat[]
  readonly people: readonly PersonInfo[]
}

/** One person's app. */
export function Column({ info, chats, people }: ColumnProps): JSX.Element {
  const { id, name, isYou, offline } = info
  const opened = useStore(view, ({ open }) => open[id])
  const isExpecting = useStore(view, ({ expecting }) => expecting[id])
  const isShown = useStore(view, ({ person }) => person === id || (person === undefined && isYou))
  const sorted = [...chats].sort(byName)
  const chat = chats.find(({ ref }) => ref === opened) ?? sorted[0]
  const [known, setKnown] = useState<readonly string[]>([])
  useEffect(() => {
    const fresh = chats.find(({ ref }) => !known.includes(ref))
    if (fresh === undefined) return
    setKnown(chats.map(({ ref }) => ref))
    if (isExpecting === true) openChat(id, fresh.ref)
  }, [chats])
  return (
    <section class={`column ${isShown ? "shown" : ""}`} aria-label={name}>
      <header class="person">
        <Avatar name={name} />
        <h2>{name}</h2>
        {isYou && <span class="badge">you</span>}
        {offline && <span class="badge warning">offline</span>}
        <span class="space" />
        <IconButton
          icon={offline ? "offline" : "online"}
          label={offline ? `Bring ${name} online` : `Take ${name} offline`}
          pressed={offline}
          onClick={() => void act({ type: "offline", person: id, offline: !offline })}
        />
        <PersonMenu info={info} people={people} />
      </header>
      {sorted.length > 1 && <Tabs person={id} chats={sorted} current={chat?.ref} />}
      {chat === undefined ? (
        <p class="empty">No chats yet: connect {name} to the bot, or to someone else.</p>
      ) : (
        <OpenChat key={chat.ref} info={info} chat={chat} chats={chats} people={people} />
      )}
    </section>
  )
}

const byName = (a: Chat, b: Chat): number =>
  a.ref[0] === b.ref[0]
    ? Number(a.ref.slice(1)) - Number(b.ref.slice(1))
    : a.ref.startsWith("@")
      ? -1
      : 1

const icons = { group: "group", business: "group", channel: "live" } as const

function Tabs({
  person,
  chats,
  current,
}: {
  readonly person: string
  readonly chats: readonly Chat[]
  readonly current: string | undefined
}): JSX.Element {
  return (
    <nav class="tabs" aria-label="Chats">
      {chats.map(({ ref, info, unread }) => {
        const kind = kindOf(info)
        return (
          <button
            key={ref}
            type="button"
            class="tab"
            aria-current={ref === current}
            onClick={() => openChat(person, ref)}
          >
            {kind === undefined ? (
              <Avatar name={nameOf(info)} image={imageOf(info)} />
            ) : (
              <Icon name={icons[kind]} />
            )}
            {nameOf(info)}
            {unread > 0 && ref !== current && (
              <span class="unread" role="img" aria-label={`${unread} unread`}>
                {unread}
              </span>
            )}
          </button>
        )
      })}
    </nav>
  )
}

function OpenChat({
  info: { id, name },
  chat,
  chats,
  people,
}: ColumnProps & { readonly chat: Chat }): JSX.Element {
  const [purpose, setPurpose] = useState<Purpose>()
  const [isOver, setOver] = useState(false)
  // Shown is read: the timers of messages that disappear begin then.
  useEffect(() => {
    if (chat.unread > 0) void act({ type: "read", person: id, chat: chat.ref })
  }, [chat.unread > 0, chat.items.at(-1)?.meta.itemId])
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void sendFiles({ person: id, chat: chat.ref }, [...(event.dataTransfer?.files ?? [])])
  }
  return (
    <div
      class={`open-chat ${isOver ? "drop" : ""}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <ChatHeader person={id} chat={chat} people={people} />
      <MessageList
        person={id}
        name={name}
        chat={chat}
        chats={chats}
        onReply={(item: T.ChatItem) => setPurpose({ type: "reply", item })}
        onEdit={(item: T.ChatItem) => setPurpose({ type: "edit", item })}
      />
      <Composer person={id} name={name} chat={chat} purpose={purpose} onPurpose={setPurpose} />
    </div>
  )
}
