import type { CR } from "@simplex-chat/types"
import { statSync } from "node:fs"
import { basename } from "node:path"
import type { Chat } from "../chat/chat.ts"
import { newCryptoArgs } from "../files/crypto-files.ts"
import { download } from "../files/transfers.ts"
import { located } from "../files/outgoing-file.ts"
import { failed, notStored, unreadable } from "../simulation/failure.ts"
import { chatItemView } from "../views/item-view.ts"
import { sndFileView, standaloneView } from "../views/file-view.ts"
import type { Handlers } from "./handlers.ts"

/** How files are, and files that are no part of a message. */
export const standaloneFileCommands = {
  FileStatus(chat, { fileId }) {
    const user = chat.runningUser()
    const file = chat.state.files.get(fileId)
    if (file === undefined) throw notStored({ type: "fileNotFound", fileId })
    const item = chat.state.items.get(file.itemId ?? 0)
    if (item === undefined) throw notStored({ type: "chatItemNotFoundByFileId", fileId })
    const data = [chat.wire(user), chatItemView(chat.state, item, { withoutConn: true })] as const
    return { type: "fileTransferStatusXFTP", data: [...data] }
  },

  SetFileToReceive(chat, { fileId, userApprovedRelays, storeEncrypted }) {
    chat.runningUser()
    const file = chat.state.files.get(fileId)
    const isEncrypted = storeEncrypted ?? chat.encryptFiles
    // Accepted at the next start, not at once (n-files 163, 482).
    if (file?.direction === "rcv")
      chat.state.files.update(file, {
        toReceive: true,
        userApprovedRelays,
        ...(isEncrypted && { cryptoArgs: newCryptoArgs() }),
      })
    return { type: "cmdOk" }
  },

  APIUploadStandaloneFile: (chat, { userId, file }) => upload(chat, userId, file.filePath),

  APIStandaloneFileInfo(_, { fileUri }) {
    parseFileLink(fileUri)
    // The answer names the extra data in a link, and not the file: without any it is empty (n-files 776).
    return { type: "standaloneFileInfo" }
  },

  APIDownloadStandaloneFile: (chat, { userId, fileUri, file }) =>
    receiveStandalone(chat, userId, { link: fileUri, path: file.filePath }),
} satisfies Partial<Handlers>

function upload(chat: Chat, userId: number, path: string): CR.SndStandaloneFileCreated {
  const user = chat.runningUserWith(userId)
  const info = statSync(located(chat, path), { throwIfNoEntry: false })
  if (!info?.isFile()) {
    // The words of the core's runtime: it has no error of its own for this (n-files 782).
    const missing = "getFileSize:getFileStatus: does not exist (No such file or directory)"
    throw failed({ type: "exception", message: `${located(chat, path)}: ${missing}` })
  }
  const file = chat.state.files.insert({
    userId,
    chat: "",
    direction: "snd",
    fileName: basename(path),
    fileSize: info.size,
    filePath: path,
    status: { type: "sndStored" },
    cancelled: false,
    agentFileId: chat.hub.random.agentId(),
    standalone: true,
  })
  chat.hub.transfer(chat, { type: "upload", fileId: file.id, step: 1 })
  const fileTransferMeta = sndFileView(file)
  return { type: "sndStandaloneFileCreated", user: chat.wire(user), fileTransferMeta }
}

function parseFileLink(link: string): { remote: string; size: number } {
  const query = /^(?:simplex:|https:\/\/[^/]+)\/file#\/?\?(.*)$/.exec(link)?.[1]
  const description = new URLSearchParams(query ?? "").get("desc")
  const remote = /^key: (\S+)$/m.exec(description ?? "")?.[1]
  const kilobytes = /^size: ([\d.]+)(kb|mb|gb)$/m.exec(description ?? "")
  if (remote === undefined || kilobytes === null) throw unreadable()
  const unit = { kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }[kilobytes[2] as "kb" | "mb" | "gb"]
  return { remote, size: Number(kilobytes[1]) * unit }
}

function receiveStandalone(
  chat: Chat,
  userId: number,
  { link, path }: { link: string; path: string },
): CR.RcvStandaloneFileCreated {
  const user = chat.runningUserWith(userId)
  const { remote, size } = parseFileLink(link)
  const file = chat.state.files.insert({
    userId,
    chat: "",
    direction: "rcv",
    fileName: basename(path),
    fileSize: size,
    filePath: path,
    status: { type: "rcvTransfer", rcvProgress: 0, rcvTotal: 1 },
    cancelled: false,
    agentFileId: chat.hub.random.agentId(),
    remote,
    started: true,
    standalone: true,
  })
  download(chat, file)
  return {
    type: "rcvStandaloneFileCreated",
    user: chat.wire(user),
    rcvFileTransfer: standaloneView(file),
  }
}
