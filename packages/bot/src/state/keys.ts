import { chatRef } from "@simplex-chat/api"
import { chatKey } from "../messages/chat-key.ts"
import { ConfigurationError } from "../errors.ts"
import type { Message } from "../messages/message.ts"

/** Whose state it is: that of the chat, or that of the sender, who in a group is a member. */
export type Per = (typeof pers)[number]

export const pers = ["chat", "sender"] as const

/**
 * A text for the chat or the sender of a message, which stays the same whatever they call themselves.
 * It is unique within the database of the bot.
 *
 * @throws {ConfigurationError} when it is no message
 */
export function stateKey(message: Message, per: Per): string {
  if ((message as Message | undefined)?.chat === undefined)
    throw new ConfigurationError("message", "must be a message: its chat or sender has the state")
  const ref = chatRef(message.chat)
  const { sender } = message
  return per === "sender" && sender.type === "member" ? sender.key : (chatKey(ref) ?? "")
}
