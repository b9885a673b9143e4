import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Message } from "../simulation/packets.ts"
import { type Recipient, sendTo } from "./recipients.ts"
import type { ContactRow, GroupRow, ItemRow } from "../store/rows.ts"

/** A chat that a command is about, and whom it reaches. */
export interface Target {
  readonly key: string
  readonly contact?: ContactRow
  readonly group?: GroupRow
  readonly to: readonly Recipient[]
  /** The member whose support chat it is; 0 for the user's own. */
  readonly support?: number
  readonly supportMemberId?: string
  /** After how many seconds messages disappear. */
  readonly ttl?: number
  /** Whether what is deleted leaves no trace. */
  readonly fullDelete: boolean
  /** What a peer must hear before. */
  before(): Message[]
}

/** Sends to everyone in the chat; the statuses of the items follow the messages. */
export function deliver(
  chat: Chat,
  target: Target,
  messages: readonly Message[],
  items: readonly ItemRow[] = [],
): void {
  const { supportMemberId: support } = target
  const scoped = messages.map((message) =>
    support !== undefined && message.event.startsWith("x.msg.") ? { ...message, support } : message,
  )
  for (const to of target.to) sendTo(chat, to, [...target.before(), ...scoped], items)
}

/** After how many seconds messages to a contact disappear, where both sides agreed on it. */
export function timerOf({ mergedPreferences }: T.Contact): number | undefined {
  const { enabled, userPreference } = mergedPreferences.timedMessages
  return enabled.forUser && enabled.forContact ? userPreference.preference.ttl : undefined
}
