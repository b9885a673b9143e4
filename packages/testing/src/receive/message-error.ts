import type { Chat } from "../chat/chat.ts"
import type { FromMember } from "./from-member.ts"

/** The core's word for a message of a member that it cannot act on. */
export function messageError(chat: Chat, { user }: FromMember, errorMessage: string): void {
  chat.emit({ type: "messageError", user: chat.wire(user), severity: "error", errorMessage })
}
