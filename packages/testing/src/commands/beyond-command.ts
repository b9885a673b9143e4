import type { ChatResponse } from "@simplex-chat/types"
import type { Chat, Undeclared } from "../chat/chat.ts"
import { unreadable } from "../simulation/failure.ts"

/** What a command answers that the bot API may not declare. */
export type Answer = ChatResponse | Undeclared

/** A command of the core that the bot API does not declare: how it begins, how it is read, what it does. */
export interface BeyondCommand {
  /** A text that begins like this is this command, or none. */
  readonly head: string
  readonly answer: (chat: Chat, rest: string) => Answer
}

/** A command whose rest has to match, or it is nothing that the core reads. */
export function command(
  head: string,
  rest: RegExp,
  answer: (chat: Chat, found: readonly (string | undefined)[]) => Answer,
): BeyondCommand {
  return {
    head,
    answer: (chat, text) => {
      const match = rest.exec(text)
      if (match === null) throw unreadable()
      return answer(chat, match.slice(1))
    },
  }
}

/** The JSON in a command; what is none is nothing that the core reads. */
export function json<Value>(text: string | undefined): Value {
  try {
    return JSON.parse(text ?? "") as Value
  } catch {
    throw unreadable()
  }
}

/** The ids of `3,4,5`. */
export const ids = (text = ""): number[] => text.split(",").map(Number)
