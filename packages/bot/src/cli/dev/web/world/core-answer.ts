import type { ChatResponse, T } from "@simplex-chat/types"
import { ActionError } from "../actions/action-error.ts"

/** What commands are sent to. */
export interface Commanded {
  sendCommand(text: string): Promise<string>
}

type Answer = { readonly result: ChatResponse } | { readonly error: T.ChatError }

/**
 * Sends a command to a core, and returns what it answers.
 *
 * @throws {ActionError} when the core refuses, or knows no such command
 */
export async function command(core: Commanded, text: string): Promise<ChatResponse> {
  let answer: Answer
  try {
    answer = JSON.parse(await core.sendCommand(text)) as Answer
  } catch (error) {
    throw new ActionError(error instanceof Error ? error.message : "the core failed")
  }
  if ("result" in answer) return answer.result
  throw new ActionError(`${headOf(text)} was refused: ${problemOf(answer.error)}`)
}

/**
 * The answer to a command, when it is of this type.
 *
 * @throws {ActionError} when it is of another type, or the core refuses
 */
export async function answered<Tag extends ChatResponse["type"]>(
  core: Commanded,
  text: string,
  tag: Tag,
): Promise<Extract<ChatResponse, { type: Tag }>> {
  const answer = await command(core, text)
  if (answer.type === tag) return answer as Extract<ChatResponse, { type: Tag }>
  throw new ActionError(`${headOf(text)} was answered with ${answer.type}`)
}

const headOf = (text: string): string => /^\/\S*/.exec(text)?.[0] ?? "the command"

function problemOf(error: T.ChatError): string {
  const inner =
    "errorType" in error
      ? error.errorType
      : "storeError" in error
        ? error.storeError
        : "agentError" in error
          ? error.agentError
          : error
  const message =
    "message" in inner && typeof inner.message === "string" ? `: ${inner.message}` : ""
  return `${inner.type}${message}`
}
