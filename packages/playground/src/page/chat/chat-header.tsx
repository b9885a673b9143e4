import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import { useEffect, useState } from "preact/hooks"
import type { Chat, PersonInfo, QueryResult } from "../../protocol/index.ts"
import { act, ask, model } from "../model/client.ts"
import { useStore } from "../model/store.ts"
import { expectChat } from "../model/view-state.ts"
import { Avatar } from "../ui/avatar.tsx"
import { MenuItem, Popover } from "../ui/menu.tsx"
import { imageOf, kindOf, nameOf, ttlOf } from "./chat-names.ts"

/** After how long messages can be let disappear, in seconds. */
const ttls = [
  [null, "Keep"],
  [30, "30 s"],
  [300, "5 min"],
  [3600, "1 hour"],
  [86_400, "1 day"],
] as const

interface HeaderProps {
  readonly person: string
  readonly chat: Chat
  readonly people: readonly PersonInfo[]
}

export function ChatHeader({ person, chat, people }: HeaderProps): JSX.Element {
  const { info } = chat
  const kind = kindOf(info)
  const ttl = ttlOf(info)
  return (
    <div class="chat-header">
      <Avatar name={nameOf(info)} image={imageOf(info)} />
      <span class="chat-title">
        <strong>{nameOf(info)}</strong>
        <span class="muted">
          {kind ?? (isBot(info) ? "bot" : "direct chat")}
          {ttl !== undefined && ` · messages disappear after ${ttl} s`}
        </span>
      </span>
      <Popover icon="menu" label={`About ${nameOf(info)}`}>
        {(close) => (
          <>
            <fieldset class="submenu">
              <legend>Disappearing messages</legend>
              <div class="choices">
                {ttls.map(([seconds, label]) => (
                  <button
                    key={label}
                    type="button"
                    class="button"
                    aria-pressed={(ttl ?? null) === seconds}
                    onClick={() => {
                      close()
                      void act({ type: "disappear", person, chat: chat.ref, seconds })
                    }}
                  >
                    {label}
                  </button>
                ))}
              </div>
            </fieldset>
            {info.type === "group" && (
              <GroupMenu person={person} chat={chat} people={people} close={close} />
            )}
          </>
        )}
      </Popover>
    </div>
  )
}

const isBot = (info: T.ChatInfo): boolean =>
  info.type === "direct" && info.contact.profile.peerType === "bot"

/** The members of a group, and what can be done to them. */
function GroupMenu({
  person,
  chat,
  people,
  close,
}: HeaderProps & { readonly close: () => void }): JSX.Element {
  const [found, setFound] = useState<QueryResult["members"]>()
  const load = () => ask({ type: "members", person, chat: chat.ref }).then(setFound)
  useEffect(() => void load(), [chat])
  const members = found?.members.filter(({ memberStatus }) => !gone.includes(memberStatus)) ?? []
  const others = people.filter(({ id }) => id !== person)
  return (
    <>
      <fieldset class="submenu">
        <legend>Bring in through the group's link</legend>
        <div class="choices">
          {others.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              class="button"
              onClick={() => {
                close()
                expectChat(id)
                void act({ type: "bringIn", person, chat: chat.ref, other: id })
              }}
            >
              {name}
            </button>
          ))}
        </div>
      </fieldset>
      <Invite person={person} chat={chat} close={close} />
      <fieldset class="submenu">
        <legend>Members</legend>
        {members.map((member) => (
          <MemberRow key={member.groupMemberId} person={person} chat={chat} member={member} />
        ))}
      </fieldset>
      <MenuItem
        icon="close"
        kind="danger"
        onClick={() => {
          close()
          void act({ type: "leave", person, chat: chat.ref })
        }}
      >
        Leave the group
      </MenuItem>
    </>
  )
}

const gone: readonly T.GroupMemberStatus[] = ["removed", "left", "deleted"]

/** Contacts, the bot among them, are invited. */
function Invite({
  person,
  chat,
  close,
}: {
  readonly person: string
  readonly chat: Chat
  readonly close: () => void
}): JSX.Element | null {
  const chats = useStore(model, (known) => known?.chats[person])
  const contacts = (chats ?? []).flatMap(({ info }) =>
    info.type === "direct" ? [info.contact] : [],
  )
  if (contacts.length === 0) return null
  return (
    <fieldset class="submenu">
      <legend>Invite</legend>
      <div class="choices">
        {contacts.map(({ contactId, localDisplayName }) => (
          <button
            key={contactId}
            type="button"
            class="button"
            onClick={() => {
              close()
              void act({ type: "invite", person, chat: chat.ref, contact: contactId })
            }}
          >
            {localDisplayName}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

const roles: readonly T.GroupMemberRole[] = ["observer", "member", "moderator", "admin", "owner"]

function MemberRow({
  person,
  chat,
  member,
}: {
  readonly person: string
  readonly chat: Chat
  readonly member: T.GroupMember
}): JSX.Element {
  const { groupMemberId: id, localDisplayName, memberRole, blockedByAdmin } = member
  const place = { person, chat: chat.ref, member: id }
  return (
    <div class="member">
      <span>{localDisplayName}</span>
      <select
        aria-label={`Role of ${localDisplayName}`}
        value={memberRole}
        onChange={({ currentTarget }) =>
          void act({ type: "setRole", ...place, role: currentTarget.value as T.GroupMemberRole })
        }
      >
        {roles.map((role) => (
          <option key={role}>{role}</option>
        ))}
      </select>
      <button
        type="button"
        class="button"
        onClick={() => void act({ type: "block", ...place, blocked: !blockedByAdmin })}
      >
        {blockedByAdmin ? "Unblock" : "Block"}
      </button>
      <button
        type="button"
        class="button danger"
        onClick={() => void act({ type: "removeMember", ...place })}
      >
        Remove
      </button>
    </div>
  )
}
