import { checkHandler } from "../composer/declared.ts"
import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { Composer } from "../composer/composer.ts"
import type { HandlerContext, MessageContext } from "../composer/handlers.ts"
import type { MemberSender } from "../messages/kinds.ts"
import type { Message } from "../messages/message.ts"

/** What a member of a channel wrote for all to see. `comment.quoted` is the post that it is about. */
export type Comment = Message & { readonly sender: MemberSender }

/** Who has subscribed, or left. */
export interface Subscription {
  readonly channel: T.GroupInfo
  readonly member: T.GroupMember
  /** How many read the channel now. */
  readonly subscribers: number
}

/** Handles a comment. What it returns is waited for. */
export type CommentHandler = (comment: Comment, context: MessageContext) => unknown

/** Handles a subscription. What it returns is waited for. */
export type SubscriptionHandler = (change: Subscription, context: HandlerContext) => unknown

/**
 * Handlers for what happens in the channels of a bot.
 *
 * ```ts
 * const channels = new ChannelHandlers()
 *   .onSubscribed(({ subscribers }) => console.log(`${subscribers} read it`))
 *   .onComment((comment) => comment.react("👍"))
 * bot.group({}, channels)
 * ```
 */
export class ChannelHandlers extends Composer {
  /**
   * Handles what members write in a channel for all to see: those whom `channel.letWrite` allows to, and
   * admins. What they write to the owners alone, in their support chat, is no comment.
   */
  onComment(handler: CommentHandler): this {
    checkHandler("onComment", handler)
    this.onMessage({ chatType: "group", when: isComment }, (message, context) =>
      handler(message as unknown as Comment, context),
    )
    return this
  }

  /** Handles new subscribers, while the bot runs: what happens meanwhile shows in `subscribers()` only. */
  onSubscribed(handler: SubscriptionHandler): this {
    checkHandler("onSubscribed", handler)
    return this.onEvent("joinedGroupMemberConnecting", (event, context) =>
      change(event, event.member, handler, context),
    )
  }

  /** Handles those who leave or are removed by another owner, while the bot runs. */
  onUnsubscribed(handler: SubscriptionHandler): this {
    checkHandler("onUnsubscribed", handler)
    return this.onEvent("leftMember", (event, context) =>
      change(event, event.member, handler, context),
    ).onEvent("deletedMember", (event, context) =>
      change(event, event.deletedMember, handler, context),
    )
  }
}

const isComment = (message: Message): boolean => {
  const { item, sender } = message
  const { chatInfo } = item
  if (chatInfo.type !== "group" || sender.type !== "member") return false
  return chatInfo.groupInfo.useRelays && chatInfo.groupChatScope === undefined
}

/** Events of plain groups, and of relays, are not of subscribers. */
function change(
  { groupInfo }: Extract<AnyEvent, { readonly groupInfo: T.GroupInfo }>,
  member: T.GroupMember,
  handler: SubscriptionHandler,
  context: HandlerContext,
): unknown {
  if (!groupInfo.useRelays || member.memberRole === "relay") return context.next()
  const { publicMemberCount = 1 } = groupInfo.groupSummary
  return handler({ channel: groupInfo, member, subscribers: publicMemberCount - 1 }, context)
}
