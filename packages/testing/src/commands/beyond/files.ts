import { statSync } from "node:fs"
import { basename } from "node:path"
import type { Chat } from "../../chat/chat.ts"
import { newCryptoArgs } from "../../files/crypto-files.ts"
import { download } from "../../files/transfers.ts"
import { located } from "../../files/outgoing-file.ts"
import { failed, notStored, unreadable } from "../../simulation/failure.ts"
import { chatItemView } from "../../views/item-view.ts"
import { sndFileView, standaloneView } from "../../views/file-view.ts"
import { type Answer, type BeyondCommand, command } from "./command.ts"

/** How files are, and files that are no part of a message. */
export const fileCommands: readonly BeyondCommand[] = [
  command("/fstatus ", /^(\d+)$/, (chat, [id]) => {
    const fileId = Number(id)
    const user = chat.runningUser()
    const file = chat.state.files.get(fileId)
    if (file === undefined) throw notStored({ type: "fileNotFound", fileId })
    const item = chat.state.items.get(file.itemId ?? 0)
    if (item === undefined) throw notStored({ type: "chatItemNotFoundByFileId", fileId })
    const data = [chat.wire(user), chatItemView(chat.state, item, { withoutConn: true })]
    return { type: "fileTransferStatusXFTP", data }
  }),
  command(
    "/_set_file_to_receive ",
    /^(\d+)(?: approved_relays=(on|off))?(?: encrypt=(on|off))?$/,
    (chat, [id, relays, encrypt]) => {
      chat.runningUser()
      const file = chat.state.files.get(Number(id))
      const isEncrypted = encrypt === undefined ? chat.encryptFiles : encrypt === "on"
      // Taken at the next start, not when it is uploaded (n-files).
      if (file?.direction === "rcv")
        chat.state.files.update(file, {
          toReceive: true,
          userApprovedRelays: relays === "on",
          ...(isEncrypted && { cryptoArgs: newCryptoArgs() }),
        })
      return { type: "cmdOk" }
    },
  ),
  command("/_upload ", /^(\d+) (.+)$/s, (chat, [userId, path = ""]) =>
    upload(chat, Number(userId), path),
  ),
  command("/_download info ", /^(\S+)$/, (_, [link = ""]) => {
    parseFileLink(link)
    return { type: "standaloneFileInfo" }
  }),
  command("/_download ", /^(\d+) (\S+) (.+)$/s, (chat, [userId, link = "", path = ""]) =>
    receiveStandalone(chat, Number(userId), { link, path }),
  ),
]

function upload(chat: Chat, userId: number, path: string): Answer {
  const user = chat.runningUserWith(userId)
  const info = statSync(located(chat, path), { throwIfNoEntry: false })
  if (!info?.isFile()) {
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
): Answer {
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
