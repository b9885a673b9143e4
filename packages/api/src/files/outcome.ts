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
    "rcvFileProgressXFTP",
  ],
  send: ["sndFileCompleteXFTP", "sndFileError", "sndFileCancelled", "sndFileProgressXFTP"],
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
    case "rcvFileProgressXFTP": {
      const { rcvFileTransfer, receivedSize: transferred, totalSize: total } = said
      return { fileId: rcvFileTransfer.fileId, progress: { transferred, total } }
    }
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
    case "sndFileProgressXFTP": {
      const { fileTransferMeta, sentSize: transferred, totalSize: total } = said
      return { fileId: fileTransferMeta.fileId, progress: { transferred, total } }
    }
    default:
      return undefined
  }
}
