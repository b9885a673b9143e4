import type { T } from "@simplex-chat/types"
import type { FileRow, ItemRow } from "./rows.ts"
import type { State } from "./state.ts"

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
      fileSource: { filePath, ...(cryptoArgs && { cryptoArgs }) },
    }),
    fileStatus: file.status,
    fileProtocol: file.chat.startsWith("*") ? "local" : "xftp",
  }
}

export function sndFileView(file: FileRow): T.FileTransferMeta {
  return {
    fileId: file.id,
    xftpSndFile: {
      agentSndFileId: file.agentFileId,
      agentSndFileDeleted: false,
      ...(file.cryptoArgs && { cryptoArgs: file.cryptoArgs }),
    },
    fileName: file.fileName,
    filePath: file.filePath ?? "",
    fileSize: file.fileSize,
    chunkSize: 0,
    cancelled: file.cancelled,
  }
}
