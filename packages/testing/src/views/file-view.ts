import type { T } from "@simplex-chat/types"
import type { FileRow, ItemRow } from "../store/rows.ts"
import type { State } from "../store/state.ts"

/** The size of chunks in which small files would travel inside messages. */
const chunkSize = 15_780

/** The file of an item, if it has one. */
export function fileView(state: State, { fileId }: ItemRow): T.CIFile | undefined {
  const file = fileId === undefined ? undefined : state.files.get(fileId)
  if (file === undefined) return undefined
  const { filePath, cryptoArgs } = file
  return {
    fileId: file.id,
    fileName: file.fileName,
    fileSize: file.fileSize,
    ...(filePath !== undefined && {
      fileSource: { filePath, ...(cryptoArgs !== undefined && { cryptoArgs }) },
    }),
    fileStatus: file.status,
    fileProtocol: file.chat.startsWith("*") ? "local" : "xftp",
  }
}

/** A file that was sent. */
export function sndFileView(file: FileRow): T.FileTransferMeta {
  return {
    fileId: file.id,
    xftpSndFile: {
      agentSndFileId: file.agentFileId,
      ...(file.remote !== undefined && {
        privateSndFileDescr: descriptionText(file.remote, "sender"),
      }),
      agentSndFileDeleted: false,
      ...(file.cryptoArgs !== undefined && { cryptoArgs: file.cryptoArgs }),
    },
    fileName: file.fileName,
    filePath: file.filePath ?? "",
    fileSize: file.fileSize,
    chunkSize,
    cancelled: file.cancelled,
  }
}

/** To whom a file was sent. */
export function sndTransferView(
  file: FileRow,
  to: { recipientDisplayName: string; index: number; conn: { id: number; agentConnId: string } },
): T.SndFileTransfer {
  return {
    fileId: file.id,
    fileName: file.fileName,
    filePath: file.filePath ?? "",
    fileSize: file.fileSize,
    chunkSize,
    recipientDisplayName: to.recipientDisplayName,
    connId: to.conn.id,
    agentConnId: to.conn.agentConnId,
    fileStatus: file.remote === undefined ? "new" : "complete",
    fileDescrId: (file.descriptionId ?? file.id) + to.index,
  }
}

/** What the agent calls the receiving of a file, which may be begun anew. */
export function downloadIdOf({ agentFileId, downloadId }: FileRow): string {
  return downloadId ?? agentFileId
}

/** Where the parts of a file are, and how to put them together. */
export function descriptionView(file: FileRow): T.RcvFileDescr {
  const { remote } = file
  const complete = remote !== undefined
  return {
    fileDescrId: file.descriptionId ?? file.id,
    fileDescrText: complete
      ? descriptionText(remote, file.relayed ? "relayed" : file.agentFileId)
      : "",
    fileDescrPartNo: complete ? 1 : 0,
    fileDescrComplete: complete,
  }
}

/** Each recipient has a description of their own; so has the sender. */
const descriptionText = (remote: string, party: string) =>
  `chunkSize: 256kb\nkey: ${remote}\nparty: ${party}\n`

/** A file that is offered, or received. */
export function rcvFileView(file: FileRow): T.RcvFileTransfer {
  const { fileName, fileSize, filePath = "", cryptoArgs } = file
  return {
    fileId: file.id,
    xftpRcvFile: {
      rcvFileDescription: descriptionView(file),
      ...(file.started && { agentRcvFileId: downloadIdOf(file) }),
      agentRcvFileDeleted: false,
      userApprovedRelays: file.userApprovedRelays ?? false,
    },
    fileInvitation: { fileName, fileSize },
    fileStatus: rcvStatus(file.status, filePath),
    fileType: "normal",
    senderDisplayName: file.senderDisplayName ?? "",
    chunkSize,
    cancelled: file.cancelled,
    ...(file.grpMemberId !== undefined && { grpMemberId: file.grpMemberId }),
    ...(cryptoArgs !== undefined && { cryptoArgs }),
  }
}

function rcvStatus(status: T.CIFileStatus, filePath: string): T.RcvFileStatus {
  switch (status.type) {
    case "rcvAccepted":
      return { type: "accepted", filePath }
    case "rcvTransfer":
      return { type: "connected", filePath }
    case "rcvComplete":
      return { type: "complete", filePath }
    default:
      return { type: "new" }
  }
}

/** A file that is received and was not part of a message: its size is that of its chunks. */
export function standaloneView(file: FileRow): T.RcvFileTransfer {
  const { xftpRcvFile: _, chunkSize: __, ...view } = rcvFileView(file)
  return { ...view, senderDisplayName: "", chunkSize: file.fileSize }
}
