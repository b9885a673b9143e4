import type { ChatResponse, T } from "@simplex-chat/types"
import type { Line } from "./transcript.ts"

/** A conversation went another way than a test expected. Its message shows all of it. */
export class ConversationError extends Error {
  override readonly name = "ConversationError"
  /** Everything that was said. */
  readonly transcript: readonly Line[]

  constructor(what: string, transcript: readonly Line[]) {
    const said = transcript.map(({ from, text }) => `  ${from}: ${text}`)
    super(said.length === 0 ? what : `${what}. The conversation:\n${said.join("\n")}`)
    this.transcript = transcript
  }
}

/** A command of a person was refused, or answered what nobody expected. */
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
