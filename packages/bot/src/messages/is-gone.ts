import { ChatCommandError } from "@simplex-chat/api"

/** Whether the core no longer has the chat. */
export const isChatGone = (error: unknown): boolean =>
  error instanceof ChatCommandError && ["contactNotFound", "groupNotFound"].includes(error.code)

/** Whether the core no longer has the chat, or the item. */
export const isGone = (error: unknown): boolean =>
  error instanceof ChatCommandError && error.code.endsWith("NotFound")

/** Whether the item is there, but what it said was deleted. */
const isEmptied = (error: unknown): boolean =>
  error instanceof ChatCommandError &&
  error.chatError?.type === "error" &&
  error.chatError.errorType.type === "commandError" &&
  error.chatError.errorType.message.endsWith("has no content")

/** Whether it succeeded; false when what it was about is gone. */
export async function unlessGone(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (isGone(error) || isEmptied(error)) return false
    throw error
  }
}
