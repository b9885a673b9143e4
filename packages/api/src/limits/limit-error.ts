import { ChatApiError } from "../errors.ts"

/** What there can be too much of. */
export type Limit =
  "messageBytes" | "profileImage" | "profileBytes" | "mentions" | "mentionsOfOneMember"

/**
 * Something is larger than what the core takes, or than what reaches people. Nothing was sent. The
 * text is not part of the message.
 */
export class LimitError extends ChatApiError {
  override readonly name = "LimitError"
  /** The command's name, such as `APISendMessages`. */
  readonly command: string
  readonly limit: Limit
  /** The most that there may be. */
  readonly allowed: number
  readonly actual: number

  constructor(command: string, limit: Limit, amounts: { allowed: number; actual: number }) {
    const { allowed, actual } = amounts
    super(`${command}: ${actual} ${units[limit]}, where ${allowed} are allowed`)
    this.command = command
    this.limit = limit
    this.allowed = allowed
    this.actual = actual
  }
}

const units: Readonly<Record<Limit, string>> = {
  messageBytes: "bytes of content in a message",
  profileImage: "characters in the profile image",
  profileBytes: "bytes in the profile",
  mentions: "mentions in a message",
  mentionsOfOneMember: "mentions of one member",
}
