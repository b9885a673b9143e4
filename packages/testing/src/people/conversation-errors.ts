import type { ChatResponse, T } from "@simplex-chat/types"
import { type Line, lineText } from "./line.ts"

/**
 * A conversation went another way than a test expected. Its message shows all of it, and what the
 * handlers of bots threw meanwhile.
 */
export class ConversationError extends Error {
  override readonly name = "ConversationError"
  /** Everything that was said. */
  readonly transcript: readonly Line[]

  constructor(what: string, transcript: readonly Line[], problems: readonly string[] = []) {
    const said = transcript.map((line) => `  ${lineText(line)}`)
    const parts = [said.length === 0 ? what : `${what}. The conversation:\n${said.join("\n")}`]
    if (problems.length > 0)
      parts.push(`Meanwhile:\n${problems.map((problem) => `  ${problem}`).join("\n")}`)
    super(parts.join("\n"))
    this.transcript = transcript
  }
}

/** A command of a person was refused, or answered with something else than it should be. */
export class CommandFailedError extends Error {
  override readonly name = "CommandFailedError"
  readonly answer: T.ChatError | ChatResponse

  constructor(person: string, command: string, answer: T.ChatError | ChatResponse) {
    const inner =
      "errorType" in answer
        ? answer.errorType.type
        : "storeError" in answer
          ? answer.storeError.type
          : ""
    const head = /^\/\S*/.exec(command)?.[0] ?? "command"
    super(`${person}: ${head} was answered with ${answer.type}${inner === "" ? "" : ` ${inner}`}`)
    this.answer = answer
  }
}
