import type { T } from "@simplex-chat/types"
import { notStored } from "../simulation/failure.ts"
import { fileView } from "./file-view.ts"
import { formatted, hasLink } from "./markdown.ts"
import type { Direction, ItemRow, QuoteRow, ReactionRow } from "../store/rows.ts"
import type { State } from "../store/state.ts"
import {
  contactView,
  given,
  groupView,
  type MemberLook,
  memberView,
  membersOf,
  membershipOf,
} from "./views.ts"

const dayMs = 86_400_000

export interface ItemLook extends MemberLook {
  /** The sender as it was when the item came, where that differs from what is stored by now. */
  readonly sender?: T.GroupMember
  /** Read back from a chat, where moderators come without their connection too. */
  readonly stored?: true
  /** Not yet under the number that it has on both sides. */
  readonly unshared?: true
}

export function itemView(state: State, item: ItemRow, look: ItemLook = {}): T.ChatItem {
  const parts = partsOf(item)
  const changeable = isChangeable(state, item)
  return {
    chatDir: directionView(state, item.dir, look),
    meta: {
      itemId: item.id,
      itemTs: item.itemTs,
      itemText: item.text,
      itemStatus: item.status,
      ...given("sentViaProxy", item.sentViaProxy),
      ...given("itemSharedMsgId", look.unshared ? undefined : item.sharedMsgId),
      ...given("itemDeleted", deletedView(state, item, look)),
      ...given("itemForwarded", item.forwarded),
      itemEdited: item.edited,
      ...given("itemTimed", item.timed),
      ...given("itemLive", item.live),
      userMention: item.userMention,
      hasLink: hasLink(parts) || isLink(item),
      deletable: changeable,
      editable: changeable && item.forwarded === undefined,
      ...given("forwardedByMember", item.forwardedByMember),
      showGroupAsSender: item.showGroupAsSender,
      ...(item.signed && { msgVerified: { type: "signed", sigStatus: "verified" } as const }),
      createdAt: item.createdAt,
      updatedAt: item.updatedAt,
    },
    content: item.content,
    mentions: mentionsView(state, item),
    ...given("formattedText", parts),
    ...given(
      "quotedItem",
      item.quote === undefined
        ? undefined
        : quoteView(state, resolved(state, item.quote, item, look), quoteLook(item, look)),
    ),
    reactions: reactionCounts(item.reactions),
    ...given("file", fileView(state, item)),
  }
}

/** Whether its author may still change it, or delete it for all: for a day (r-errors 1039 to 1045). */
export function isChangeable(state: State, { content, deleted, itemTs }: ItemRow): boolean {
  const young = Date.parse(itemTs) > state.nowMs() - dayMs
  return content.type === "sndMsgContent" && deleted === undefined && young
}

function isLink({ content }: ItemRow): boolean {
  const isMessage = content.type === "sndMsgContent" || content.type === "rcvMsgContent"
  return isMessage && content.msgContent.type === "link"
}

function partsOf({ content }: ItemRow): T.FormattedText[] | undefined {
  if (content.type !== "sndMsgContent" && content.type !== "rcvMsgContent") return undefined
  return formatted(content.msgContent.text)
}

function directionView(state: State, dir: Direction, look: ItemLook): T.CIDirection {
  if (dir.type !== "groupRcv") return { type: dir.type }
  const member = state.members.get(dir.memberId)
  if (member === undefined) {
    throw notStored({ type: "groupMemberNotFound", groupMemberId: dir.memberId })
  }
  return { type: "groupRcv", groupMember: look.sender ?? memberView(state, member, look) }
}

function deletedView(state: State, item: ItemRow, { stored }: ItemLook): T.CIDeleted | undefined {
  const { deleted } = item
  if (deleted === undefined) return undefined
  if (deleted.type === "deleted") {
    return { ...deleted, chatType: item.chat.startsWith("@") ? "direct" : "group" }
  }
  if (deleted.type !== "moderated") return deleted
  const member = state.members.get(deleted.memberId)
  if (member === undefined) return undefined
  const byGroupMember = memberView(state, member, stored ? { withoutConn: true } : {})
  return { type: "moderated", deletedTs: deleted.deletedTs, byGroupMember }
}

function mentionsView(state: State, item: ItemRow): Record<string, T.CIMention> {
  const mentions: Record<string, T.CIMention> = {}
  const groupId = Number(item.chat.slice(1))
  for (const [name, { memberId }] of Object.entries(item.mentions)) {
    const member = membersOf(state, groupId).find((one) => one.memberId === memberId)
    mentions[name] = { memberId }
    if (member !== undefined) {
      mentions[name].memberRef = {
        groupMemberId: member.id,
        displayName: member.profile.displayName,
        localAlias: member.profile.localAlias,
        memberRole: member.memberRole,
      }
    }
  }
  return mentions
}

/**
 * A post that quotes the channel comes without the id of the quoted item (k-channels 381); read back
 * from the chat, the same post has it (458).
 */
function resolved(
  state: State,
  quote: QuoteRow,
  { userId, chat }: ItemRow,
  { stored }: ItemLook,
): QuoteRow {
  const { sharedMsgId } = quote
  if (!stored) return quote
  if (quote.dir?.type !== "channelRcv" || sharedMsgId === undefined) return quote
  return { ...quote, ...given("itemId", state.items.shared(userId, chat, sharedMsgId)?.id) }
}

/**
 * Members who quote themselves are shown with their connection, as in the message (q-text 603). Other
 * quoted members are shown without it (m-history 316).
 */
function quoteLook({ dir, quote }: ItemRow, look: ItemLook): ItemLook {
  const isOwn =
    dir.type === "groupRcv" &&
    quote?.dir?.type === "groupRcv" &&
    quote.dir.memberId === dir.memberId
  return isOwn ? look : { withoutConn: true }
}

function quoteView(state: State, quote: QuoteRow, look: ItemLook): T.CIQuote {
  const parts = formatted(quote.content.text)
  return {
    ...given(
      "chatDir",
      quote.dir === undefined ? undefined : directionView(state, quote.dir, look),
    ),
    ...given("itemId", quote.itemId),
    ...given("sharedMsgId", quote.sharedMsgId),
    sentAt: quote.sentAt,
    content: quote.content,
    ...given("formattedText", parts),
  }
}

function reactionCounts(reactions: readonly ReactionRow[]): T.CIReactionCount[] {
  const counts = new Map<string, T.CIReactionCount>()
  for (const { by, reaction } of reactions) {
    const key = JSON.stringify(reaction)
    const count = counts.get(key) ?? { reaction, userReacted: false, totalReacted: 0 }
    counts.set(key, {
      reaction,
      userReacted: count.userReacted || by === "user",
      totalReacted: count.totalReacted + 1,
    })
  }
  return [...counts.values()]
}

/** Which chat a text such as `@4` names. */
export function chatInfo(state: State, chat: string, support?: number): T.ChatInfo {
  const id = Number(chat.slice(1))
  if (chat.startsWith("@")) {
    const contact = state.contacts.get(id)
    if (contact === undefined) throw notStored({ type: "contactNotFound", contactId: id })
    return { type: "direct", contact: contactView(state, contact) }
  }
  if (chat.startsWith("*")) {
    const note = state.notes.get(id)
    if (note === undefined) throw notStored({ type: "noteFolderNotFound", noteFolderId: id })
    const { id: noteFolderId, ...rest } = note
    return { type: "local", noteFolder: { noteFolderId, ...rest, favorite: false, unread: false } }
  }
  const group = state.groups.get(id)
  if (group === undefined) throw notStored({ type: "groupNotFound", groupId: id })
  const info: T.ChatInfo = { type: "group", groupInfo: groupView(state, group) }
  if (support === undefined) return info
  const member = support === membershipOf(state, group).id ? undefined : state.members.get(support)
  const scope: T.GroupChatScopeInfo = {
    type: "memberSupport",
    ...(support !== 0 && member !== undefined && { groupMember_: memberView(state, member) }),
  }
  return { ...info, groupChatScope: scope }
}

export function chatItemView(state: State, item: ItemRow, look: ItemLook = {}): T.AChatItem {
  return {
    chatInfo: chatInfo(state, item.chat, item.support),
    chatItem: itemView(state, item, look),
  }
}
