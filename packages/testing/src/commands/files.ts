import { existsSync, rmSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import type { ChatResponse } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers, ParamsOf } from "./handlers.ts"
import { newCryptoArgs } from "../files/crypto-files.ts"
import { failed, notStored } from "../simulation/failure.ts"
import { rcvFileView, sndFileView, sndTransferView } from "../views/file-view.ts"
import { chatItemView } from "../views/item-view.ts"
import type { FileRow, UserRow } from "../store/rows.ts"
import { freePath, located } from "../files/outgoing-file.ts"
import { sendTo } from "../recipients/recipients.ts"
import { recipients, startDownload } from "../files/transfers.ts"
import { given } from "../views/views.ts"

/** `/freceive`: takes a file that is offered. */
function receiveFile(chat: Chat, params: ParamsOf<"ReceiveFile">): ChatResponse {
  const user = chat.runningUser()
  const { fileId, userApprovedRelays, storeEncrypted = chat.encryptFiles, filePath } = params
  const file = chat.state.files.get(fileId)
  if (file === undefined) throw notStored({ type: "userNotFoundByFileId", fileId })
  if (file.direction === "snd") throw notStored({ type: "rcvFileNotFound", fileId })
  if (file.cancelled) throw failed({ type: "fileCancelled", message: file.fileName })
  if (file.status.type !== "rcvInvitation") {
    throw failed({ type: "fileAlreadyReceiving", message: file.fileName })
  }
  const item = chat.state.items.get(file.itemId ?? 0)
  if (item === undefined) throw notStored({ type: "chatItemNotFoundByFileId", fileId })
  chat.state.files.update(file, {
    filePath: chosenPath(chat, file, filePath),
    userApprovedRelays,
    ...(storeEncrypted && { cryptoArgs: newCryptoArgs() }),
  })
  const unknownServers = unapproved(user, file)
  if (unknownServers.length > 0) {
    chat.afterAnswer(() => chat.updatedItem(item))
    throw failed({ type: "fileNotApproved", fileId, unknownServers })
  }
  chat.state.files.update(file, { status: { type: "rcvAccepted" } })
  const chatItem = chatItemView(chat.state, item, { withoutConn: true })
  if (file.remote !== undefined) startDownload(chat, file)
  return { type: "rcvFileAccepted", user: chat.wire(user), chatItem }
}

/** Where a file goes: to a name that is free, or where the user says, if nothing is there yet. */
function chosenPath(chat: Chat, file: FileRow, wanted: string | undefined): string {
  if (wanted === undefined) return file.filePath ?? freePath(chat, file.fileName)
  const place = located(chat, wanted)
  const info = statSync(place, { throwIfNoEntry: false })
  if (info?.isDirectory()) return freePath(chat, join(wanted, file.fileName))
  const { files } = chat.state
  const isTaken = files.find(({ id, filePath }) => id !== file.id && filePath === wanted)
  // A folder that does not exist is reported in the same words (n-files 557).
  if (info !== undefined || isTaken !== undefined || !existsSync(dirname(place)))
    throw failed({ type: "fileAlreadyExists", filePath: wanted })
  return wanted
}

/** The servers of a file that the user neither chose nor approved: they would see the address. */
function unapproved({ ownServers }: UserRow, file: FileRow): string[] {
  const { server, userApprovedRelays } = file
  const isKnown = server === undefined || ownServers?.xftp?.includes(server)
  return isKnown || userApprovedRelays ? [] : [server]
}

/**
 * Receives what the user set to be received. The core does not look at that when the file is offered, only
 * when the chat starts: the file of n-files 163 is accepted in 482, after a restart.
 */
export function receiveAtStart(chat: Chat): void {
  const { files, items, users } = chat.state
  const waits = ({ toReceive, status, cancelled }: FileRow) =>
    toReceive && !cancelled && status.type === "rcvInvitation"
  for (const file of files.filter((one) => waits(one) === true)) {
    const item = items.get(file.itemId ?? 0)
    const user = users.get(file.userId)
    if (item === undefined || user === undefined || unapproved(user, file).length > 0) continue
    chat.hub.soon(chat, `file ${file.id}`, () => {
      const filePath = chosenPath(chat, file, undefined)
      files.update(file, { filePath, status: { type: "rcvAccepted" } })
      const chatItem = chatItemView(chat.state, item, { withoutConn: true })
      if (file.remote !== undefined) startDownload(chat, file)
      chat.tell({ type: "rcvFileAccepted", user: chat.wire(user), chatItem })
    })
  }
}

/** `/fcancel`: stops sending or receiving a file. */
function cancelFile(chat: Chat, { fileId }: ParamsOf<"CancelFile">): ChatResponse {
  const user = chat.runningUser()
  const file = chat.state.files.get(fileId)
  if (file === undefined) throw notStored({ type: "fileNotFound", fileId })
  if (file.cancelled)
    throw failed({ type: "fileCancel", fileId, message: "file already cancelled" })
  if (file.status.type === "rcvComplete") {
    throw failed({ type: "fileCancel", fileId, message: "file transfer is complete" })
  }
  const item = chat.state.items.get(file.itemId ?? 0)
  if (file.direction === "rcv") {
    const rcvFileTransfer = rcvFileView(file)
    // It is offered as before: it can be received (n-files 285 to 288), and cancelled, again (368 to 372).
    delete file.started
    removeHalf(chat, file)
    const downloadId = chat.hub.random.agentId()
    chat.state.files.update(file, { status: { type: "rcvInvitation" }, downloadId })
    const chatItem_ =
      item === undefined ? undefined : chatItemView(chat.state, item, { withoutConn: true })
    return {
      type: "rcvFileCancelled",
      user: chat.wire(user),
      ...given("chatItem_", chatItem_),
      rcvFileTransfer,
    }
  }
  const fileTransferMeta = sndFileView(file)
  const sndFileTransfers = transfers(chat, file)
  chat.state.files.update(file, { cancelled: true, status: { type: "sndCancelled" } })
  chat.hub.files.delete(file.remote ?? "")
  const message = { event: "x.file.cancel", msgId: item?.sharedMsgId ?? "" } as const
  for (const to of recipients(chat, file)) sendTo(chat, to, [message])
  return {
    type: "sndFileCancelled",
    user: chat.wire(user),
    ...given(
      "chatItem_",
      item === undefined ? undefined : chatItemView(chat.state, item, { withoutConn: true }),
    ),
    fileTransferMeta,
    sndFileTransfers,
  }
}

/** Removes what has been written of a file that could not be written whole. */
function removeHalf(chat: Chat, { status, filePath }: FileRow): void {
  const isHalf = status.type === "rcvError" && status.rcvFileError.type === "other"
  if (isHalf && filePath !== undefined) rmSync(located(chat, filePath), { force: true })
}

function transfers(chat: Chat, file: FileRow) {
  const { contacts, members } = chat.state
  const direct = recipients(chat, file).filter(({ way }) => way === "direct")
  return direct.flatMap((to, index) => {
    if (to.way !== "direct") return []
    const { conn } = to
    const { entity } = conn
    const name =
      entity.type === "contact"
        ? contacts.get(entity.contactId)?.localDisplayName
        : entity.type === "member"
          ? members.get(entity.memberId)?.localDisplayName
          : undefined
    return sndTransferView(file, { recipientDisplayName: name ?? "", index, conn })
  })
}

export const fileCommands = {
  ReceiveFile: receiveFile,
  CancelFile: cancelFile,
} satisfies Partial<Handlers>
