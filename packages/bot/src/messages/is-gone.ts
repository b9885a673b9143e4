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

/** Whether the core refused a reaction because it is there, or gone, already. */
const isAsWanted = (error: unknown): boolean =>
  error instanceof ChatCommandError &&
  error.chatError?.type === "error" &&
  error.chatError.errorType.type === "commandError" &&
  /^reaction already (?:added|removed)$/.test(error.chatError.errorType.message)

/** As {@link unlessGone}; it is done when the item has the reaction, or has it no more. */
export function reacted(work: Promise<unknown>): Promise<boolean> {
  return unlessGone(
    work.catch((error: unknown) => {
      // A handler that was interrupted runs again, and what it did before is done.
      if (!isAsWanted(error)) throw error
    }),
  )
}

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
