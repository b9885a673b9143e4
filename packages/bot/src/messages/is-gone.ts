import { ChatCommandError } from "@simplex-chat/api"

/** The core has no such chat, or no such item, any more. */
export const isGone = (error: unknown): boolean =>
  error instanceof ChatCommandError && error.code.endsWith("NotFound")
