import { ChatCommandError } from "@simplex-chat/api"

/** Whether the core no longer has the chat. */
export const isChatGone = (error: unknown): boolean =>
  error instanceof ChatCommandError && ["contactNotFound", "groupNotFound"].includes(error.code)

/** Whether the core no longer has the chat, or the item. */
export const isGone = (error: unknown): boolean =>
  error instanceof ChatCommandError && error.code.endsWith("NotFound")
