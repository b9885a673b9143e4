import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { featureState, fullGroupPreferences, groupFeatures } from "../views/group-preferences.ts"
import { chatItemView, type ItemLook } from "../views/item-view.ts"
import { featureText, shownFeatures } from "../views/preferences.ts"
import type { ContactRow, GroupRow, ItemRow, UserRow } from "../store/rows.ts"
import { countSupport, openSupport } from "./support.ts"
import { contactView, userOf } from "../views/views.ts"

export type NewItem = Pick<ItemRow, "chat" | "dir" | "content" | "text"> & Partial<ItemRow>

/** Adds an item to a chat. */
export function addItem(chat: Chat, user: UserRow, item: NewItem): ItemRow {
  const at = chat.now()
  const isSent = item.dir.type.endsWith("Snd")
  const row = chat.state.items.insert({
    userId: user.id,
    itemTs: at,
    status: isSent ? { type: "sndNew" } : { type: "rcvNew" },
    edited: false,
    userMention: false,
    showGroupAsSender: false,
    createdAt: at,
    updatedAt: at,
    mentions: {},
    reactions: [],
    ...item,
  })
  if (isSent ? row.content.type !== "chatBanner" : needsAttention(row)) touchChat(chat, row)
  // The answer to one's first message to the moderators does not show the new chat yet (m-history 342,
  // 346).
  if (isSent && row.support === 0) chat.afterAnswer(() => openSupport(chat, row))
  else openSupport(chat, row)
  if (isMessage(row)) countSupport(chat, row)
  return row
}

const isMessage = ({ content }: ItemRow) =>
  content.type === "sndMsgContent" || content.type === "rcvMsgContent"

/**
 * Events such as a new name do not bring a chat to the top of lists: after one (o-users 374) its contact
 * is still the one that was quiet the longest (415).
 */
function needsAttention({ content }: ItemRow): boolean {
  switch (content.type) {
    case "rcvDirectEvent":
      return content.rcvDirectEvent.type === "groupInvLinkReceived"
    case "rcvGroupEvent":
      return ["userDeleted", "groupDeleted"].includes(content.rcvGroupEvent.type)
    default:
      return [
        "rcvMsgContent",
        "rcvDeleted",
        "rcvModerated",
        "rcvGroupInvitation",
        "rcvCall",
      ].includes(content.type)
  }
}

function touchChat(chat: Chat, { chat: key, createdAt }: ItemRow): void {
  const { contacts, groups, notes } = chat.state
  const id = Number(key.slice(1))
  const [contact, group, note] = [contacts.get(id), groups.get(id), notes.get(id)]
  if (key.startsWith("@") && contact !== undefined)
    contacts.update(contact, { chatTs: createdAt, chatDeleted: false })
  else if (key.startsWith("#") && group !== undefined) groups.update(group, { chatTs: createdAt })
  else if (key.startsWith("*") && note !== undefined) notes.update(note, { chatTs: createdAt })
}

/** Emits the event for new items. */
export function announce(chat: Chat, items: readonly ItemRow[], look: ItemLook = {}): void {
  const [first] = items
  if (first === undefined) return
  chat.emit({
    type: "newChatItems",
    user: chat.wire(userOf(chat.state, first)),
    chatItems: items.map((item) => chatItemView(chat.state, item, look)),
  })
  // Events count once they are reported; messages, before that.
  for (const item of items) if (!isMessage(item)) countSupport(chat, item)
}

const quantumResistant =
  "This conversation is protected by quantum resistant end-to-end encryption. It has perfect forward secrecy, repudiation and quantum resistant break-in recovery."
const endToEnd =
  "This conversation is protected by end-to-end encryption with perfect forward secrecy, repudiation and break-in recovery."

const protectedSomehow = "This conversation is protected by end-to-end encryption"
const notEndToEnd = "This channel or group is NOT end-to-end encrypted."

// Every recorded banner has this time, so that it is above everything else in its chat (b-direct 165).
const epoch = "1970-01-01T00:00:00Z"
// What a chat begins with is read already: it counts in no badge (b-direct 44, 45).
const read = { type: "rcvRead" } as const

export function addBanner(chat: Chat, user: UserRow, key: string): ItemRow {
  const dir = { type: key.startsWith("@") ? "directSnd" : "groupSnd" } as const
  const content = { type: "chatBanner" } as const
  return addItem(chat, user, { chat: key, dir, content, text: "chat banner", itemTs: epoch })
}

/** What a chat with a contact begins with: banner, encryption, features; a list per event. */
export function addOpening(chat: Chat, user: UserRow, contact: ContactRow): ItemRow[][] {
  const key = `@${contact.id}`
  const dir = { type: "directRcv" } as const
  const isEmpty = chat.state.items.count(user.id, key) === 0
  const conn = chat.conn(contact.connId)
  const pqEnabled = conn === undefined || (conn.pqEncryption && !conn.memberContact)
  const banner = isEmpty ? [[addBanner(chat, user, key)]] : []
  const e2ee = addItem(chat, user, {
    chat: key,
    dir,
    status: read,
    text: pqEnabled ? quantumResistant : endToEnd,
    content: { type: "rcvDirectE2EEInfo", e2eeInfo: { pqEnabled } },
  })
  // The features of a prepared chat were shown before anything was sent.
  if (contact.preparedContact !== undefined) return [[e2ee]]
  return [...banner, [e2ee], addFeatures(chat, user, contact)]
}

function addFeatures(chat: Chat, user: UserRow, contact: ContactRow): ItemRow[] {
  const { mergedPreferences } = contactView(chat.state, contact)
  return shownFeatures.map((feature) => {
    const { enabled } = mergedPreferences[feature]
    const content = { type: "rcvChatFeature", feature, enabled } as const
    return addItem(chat, user, {
      chat: `@${contact.id}`,
      dir: { type: "directRcv" },
      status: read,
      text: featureText(feature, enabled),
      content,
    })
  })
}

/** What a chat begins with before anything is sent: of an address it is not known how it encrypts. */
export function addPreparedOpening(chat: Chat, user: UserRow, contact: ContactRow): void {
  const key = `@${contact.id}`
  const { uiConnLinkType, connLinkToConnect } = contact.preparedContact ?? {}
  const isOneTime = uiConnLinkType === "inv"
  const pqEnabled = connLinkToConnect?.connFullLink.includes("kem_key") ?? false
  addBanner(chat, user, key)
  addItem(chat, user, {
    chat: key,
    dir: { type: "directRcv" },
    status: read,
    text: !isOneTime ? protectedSomehow : pqEnabled ? quantumResistant : endToEnd,
    content: { type: "rcvDirectE2EEInfo", e2eeInfo: isOneTime ? { pqEnabled } : {} },
  })
  addFeatures(chat, user, contact)
}

export type GroupSide =
  { type: "groupSnd" } | { type: "groupRcv"; memberId: number } | { type: "channelRcv" }

export function addGroupE2EE(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  { dir, support }: { dir: GroupSide; support?: number | undefined },
): ItemRow {
  const isSent = dir.type === "groupSnd"
  return addItem(chat, user, {
    chat: `#${group.id}`,
    dir,
    ...(support !== undefined && { support }),
    ...(!isSent && { status: read }),
    text: group.channel === undefined ? endToEnd : notEndToEnd,
    content: {
      type: isSent ? "sndGroupE2EEInfo" : "rcvGroupE2EEInfo",
      // What relays forward they can read.
      e2eeInfo: { ...(group.channel !== undefined && { public: true }), pqEnabled: false },
    },
  })
}

/** The items that show what a group allows; only what differs, where there was something before. */
export function addGroupFeatures(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  side: {
    dir: GroupSide
    before?: T.FullGroupPreferences
    support?: number | undefined
    /** No member is known yet: the group itself says what it allows. */
    prepared?: true
  },
): ItemRow[] {
  const now = fullGroupPreferences(group.groupProfile.groupPreferences)
  const items: ItemRow[] = []
  for (const feature of groupFeatures) {
    const state = featureState(feature, now)
    if (side.before !== undefined && featureState(feature, side.before).text === state.text)
      continue
    const isSent = side.dir.type === "groupSnd"
    const content = { type: isSent ? "sndGroupFeature" : "rcvGroupFeature", ...state.content }
    items.push(
      addItem(chat, user, {
        chat: `#${group.id}`,
        dir: side.dir,
        ...(side.support !== undefined && { support: side.support }),
        ...(!isSent && { status: read }),
        ...((side.prepared || side.dir.type === "channelRcv") && { showGroupAsSender: true }),
        text: state.text,
        content: content as T.CIContent,
      }),
    )
  }
  if (side.support === undefined) chat.state.groups.update(group, { featuresShown: true })
  return items
}
