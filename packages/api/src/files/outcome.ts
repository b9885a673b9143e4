import type { T } from "@simplex-chat/types"
import type { Signal } from "../signals.ts"
import { FileTransferError } from "./file-transfer-error.ts"

/** How much of a file was transferred. The sizes are those of its encrypted form. */
export interface FileProgress {
  readonly transferred: number
  readonly total: number
}

/** What an answer or an event says about the transfer of a file. */
export interface Outcome {
  readonly fileId: number
  readonly done?: T.AChatItem
  readonly failure?: FileTransferError
  readonly progress?: FileProgress
}

/** The tags of answers and events that {@link receivingOutcome} and {@link sendingOutcome} read. */
export const outcomeTags = {
  receive: [
    "rcvFileComplete",
    "rcvFileError",
    "rcvFileSndCancelled",
    "rcvFileCancelled",
    "unknown",
  ],
  send: ["sndFileCompleteXFTP", "sndFileError", "sndFileCancelled", "unknown"],
} as const

export function receivingOutcome(said: Signal): Outcome | undefined {
  switch (said.type) {
    case "rcvFileComplete": {
      const fileId = said.chatItem.chatItem.file?.fileId
      return fileId === undefined ? undefined : { fileId, done: said.chatItem }
    }
    case "rcvFileError": {
      const { rcvFileTransfer, agentError } = said
      const { fileId } = rcvFileTransfer
      return { fileId, failure: new FileTransferError("failed", fileId, { agentError }) }
    }
    case "rcvFileSndCancelled": {
      const { fileId } = said.rcvFileTransfer
      return { fileId, failure: new FileTransferError("cancelledBySender", fileId) }
    }
    case "rcvFileCancelled": {
      const { fileId } = said.rcvFileTransfer
      return { fileId, failure: new FileTransferError("cancelled", fileId) }
    }
    case "unknown":
      return said.tag === "rcvFileProgressXFTP"
        ? progress(said.json["rcvFileTransfer"], said.json["receivedSize"], said.json["totalSize"])
        : undefined
    default:
      return undefined
  }
}

export function sendingOutcome(said: Signal): Outcome | undefined {
  switch (said.type) {
    case "sndFileCompleteXFTP":
      return { fileId: said.fileTransferMeta.fileId, done: said.chatItem }
    case "sndFileError": {
      const { fileId } = said.fileTransferMeta
      return { fileId, failure: new FileTransferError("failed", fileId) }
    }
    case "sndFileCancelled": {
      const { fileId } = said.fileTransferMeta
      return { fileId, failure: new FileTransferError("cancelled", fileId) }
    }
    case "unknown":
      return said.tag === "sndFileProgressXFTP"
        ? progress(said.json["fileTransferMeta"], said.json["sentSize"], said.json["totalSize"])
        : undefined
    default:
      return undefined
  }
}

/** The core sends these without declaring them, so nothing about them is certain. */
function progress(transfer: unknown, transferred: unknown, total: unknown): Outcome | undefined {
  if (typeof transfer !== "object" || transfer === null || !("fileId" in transfer)) return undefined
  const { fileId } = transfer
  if (typeof fileId !== "number") return undefined
  if (typeof transferred !== "number" || typeof total !== "number") return undefined
  return { fileId, progress: { transferred, total } }
}
