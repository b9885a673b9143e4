import type { GaveUp } from "@simplex-chat/core"
import { ChatApiError } from "../errors.ts"

/**
 * A link did not lead to a contact. Nothing was sent for the first two.
 *
 * - `groupLink`: the link leads to a group; join it with `apiConnect`
 * - `ownLink`: the link is the user's own
 * - `connecting`: the core has used the link, and names no connection for it
 * - `timeout`, `aborted`: the wait ended; the contact may still come, by `contactConnected`
 * - `closed`: the api, or its core, was closed
 */
export class ConnectError extends ChatApiError {
  override readonly name = "ConnectError"
  readonly code: "groupLink" | "ownLink" | "connecting" | "closed" | GaveUp

  constructor(code: ConnectError["code"], options?: ErrorOptions) {
    super(`the link did not lead to a contact: ${reasons[code]}`, options)
    this.code = code
  }
}

const reasons: Readonly<Record<ConnectError["code"], string>> = {
  groupLink: "it leads to a group",
  ownLink: "it is the user's own",
  connecting: "the core has used it, and names no connection for it",
  timeout: "not connected in time",
  aborted: "aborted",
  closed: "the api is closed",
}
