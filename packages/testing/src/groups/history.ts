import type { T } from "@simplex-chat/types"
import { fullGroupPreferences } from "../views/group-preferences.ts"
import type { Chat } from "../chat/chat.ts"
import { placeOf } from "../files/transfers.ts"
import { memberByMemberId } from "./members.ts"
import { formatted } from "../views/markdown.ts"
import type { Message, WireQuote } from "../simulation/packets.ts"
import type { FileRow, GroupRow, ItemRow, MemberRow, QuoteRow } from "../store/rows.ts"
import { given, membersOf } from "../views/views.ts"

const longestHistory = 100

/** Whether a group shows new members what was said before. */
export function keepsHistory({ groupProfile }: GroupRow): boolean {
  return fullGroupPreferences(groupProfile.groupPreferences).history.enable === "on"
}

/** The recent messages of a group, for a new member. */
export function historyFor(chat: Chat, group: GroupRow): Message[] {
  if (!keepsHistory(group)) return []
  const items = chat.state.items
    .of(group.userId, `#${group.id}`)
    .filter(
      ({ deleted, support, forwardedByMember }) =>
        deleted === undefined && support === undefined && forwardedByMember === undefined,
    )
  const recent = items.slice(-longestHistory)
  const lost = recent.filter((item) => isLost(chat, item))
  if (lost.length > 0) tellLost(chat, lost)
  return recent.filter((item) => !lost.includes(item)).flatMap((item) => said(chat, group, item))
}

/**
 * A file that was sent while the group had no other members has no description to hand on: new members
 * get the rest of the history, and the host an error (m-history 123, 180).
 */
function isLost(chat: Chat, { fileId, dir }: ItemRow): boolean {
  const file = chat.state.files.get(fileId ?? 0)
  return dir.type === "groupSnd" && file !== undefined && !file.cancelled && !file.described
}

function tellLost(chat: Chat, items: readonly ItemRow[]): void {
  const chatErrors: T.ChatError[] = items.map(({ fileId = 0 }) => ({
    type: "errorStore",
    storeError: { type: "rcvFileDescrNotFound", fileId },
  }))
  chat.emit({ type: "chatErrors", chatErrors })
}

/** A message of the past, and where its file is. */
function said(chat: Chat, group: GroupRow, item: ItemRow): Message[] {
  const { content, sharedMsgId: msgId, itemTs: sentAt, mentions, showGroupAsSender, quote } = item
  const row = chat.state.files.get(item.fileId ?? 0)
  const file = row?.cancelled ? undefined : row
  const remote = file?.remote
  const isMessage = content.type === "sndMsgContent" || content.type === "rcvMsgContent"
  const author = authorOf(chat, group, item)
  if (!isMessage || msgId === undefined || author === undefined) return []
  const message: Message = {
    event: "x.msg.new",
    msgId,
    ...withNames(chat, group, { content: content.msgContent, mentions }),
    ...(item.timed !== undefined && { ttl: item.timed.ttl }),
    ...given("quote", quote === undefined ? undefined : quoteOf(chat, group, quote)),
    ...(file !== undefined && remote !== undefined && { file: offerOf(file) }),
    ...(showGroupAsSender && { asGroup: true as const }),
  }
  const { memberId, profile } = author
  const memberName = profile.displayName
  const event = "x.grp.msg.forward"
  const offers = message.file !== undefined && file !== undefined
  return [message, ...(offers ? [placeOf(msgId, file)] : [])].map((one) => ({
    event,
    memberId,
    memberName,
    sentAt,
    message: one,
  }))
}

const offerOf = ({ fileName, fileSize }: FileRow) => ({ fileName, fileSize })

interface Mentioning {
  readonly content: T.MsgContent
  readonly mentions: ItemRow["mentions"]
}

/** Members are mentioned under the names that they have by now. */
function withNames(chat: Chat, group: GroupRow, { content, mentions }: Mentioning) {
  const renamed = new Map<string, string>()
  const now: ItemRow["mentions"] = {}
  for (const [name, mention] of Object.entries(mentions)) {
    const member = memberByMemberId(chat, group, mention.memberId)
    const { displayName } = member?.profile ?? { displayName: name }
    if (displayName !== name) renamed.set(name, displayName)
    now[displayName] = mention
  }
  const parts = renamed.size === 0 ? undefined : formatted(content.text)
  const text = parts?.map((part) => {
    const name = part.format?.type === "mention" ? renamed.get(part.format.memberName) : undefined
    return name === undefined ? part.text : mentionOf(name)
  })
  return {
    content: text === undefined ? content : { ...content, text: text.join("") },
    ...(Object.keys(now).length > 0 && { mentions: now }),
  }
}

const mentionOf = (name: string) => (/[\s.,;:!?]/u.test(name) ? `@'${name}'` : `@${name}`)

/** The quote as the quoted message reads now; none where the host does not have that message. */
function quoteOf(chat: Chat, group: GroupRow, quote: QuoteRow): WireQuote | undefined {
  const { sharedMsgId: msgId, sentAt, dir } = quote
  const item = chat.state.items.get(quote.itemId ?? 0)
  if (item?.content.type !== "sndMsgContent" && item?.content.type !== "rcvMsgContent")
    return undefined
  const content = item.content.msgContent
  const asGroup = dir?.type === "channelRcv"
  const id = dir?.type === "groupRcv" ? dir.memberId : group.membershipId
  const memberId = dir === undefined || asGroup ? undefined : chat.state.members.get(id)?.memberId
  return {
    ...given("msgId", msgId),
    sentAt,
    sent: dir?.type === "groupSnd",
    ...given("memberId", memberId),
    ...(asGroup && { asGroup: true as const }),
    content,
  }
}

/** The author of an item; an owner for what the group said. */
function authorOf(chat: Chat, group: GroupRow, { dir }: ItemRow): MemberRow | undefined {
  if (dir.type === "channelRcv")
    return membersOf(chat.state, group.id).find(({ memberRole }) => memberRole === "owner")
  return chat.state.members.get(dir.type === "groupRcv" ? dir.memberId : group.membershipId)
}
