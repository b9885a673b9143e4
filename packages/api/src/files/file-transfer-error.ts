import type { T } from "@simplex-chat/types"
import { ChatApiError } from "../errors.ts"
import type { GaveUp } from "@simplex-chat/core"

/**
 * A file was not transferred to the end.
 *
 * - `failed`: the core has given up; `agentError` says why for a file that was received, which can be
 *   received again
 * - `cancelledBySender`: there is nothing to receive any more
 * - `cancelled`: it was cancelled here, by `apiCancelFile`
 * - `noFile`: the item has no file
 * - `timeout`, `aborted`, `closed`: the wait ended; the core may go on with it
 */
export class FileTransferError extends ChatApiError {
  override readonly name = "FileTransferError"
  readonly code: "failed" | "cancelledBySender" | "cancelled" | "noFile" | "closed" | GaveUp
  /** The id of the file here, where it is known. */
  readonly fileId: number | undefined
  readonly agentError: T.AgentErrorType | undefined

  constructor(
    code: FileTransferError["code"],
    fileId: number | undefined,
    details: ErrorOptions & { readonly agentError?: T.AgentErrorType | undefined } = {},
  ) {
    const why = details.agentError === undefined ? code : `${code} (${details.agentError.type})`
    super(`file ${fileId ?? "of the message"}: ${why}`, details)
    this.code = code
    this.fileId = fileId
    this.agentError = details.agentError
  }
}
