import type { ChatResponse } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers, ParamsOf } from "./handlers.ts"
import { newCryptoArgs } from "../files/crypto-files.ts"
import { failed, notStored, refuse } from "../simulation/failure.ts"
import { rcvFileView, sndFileView, sndTransferView } from "../views/file-view.ts"
import { chatItemView } from "../views/item-view.ts"
import type { FileRow } from "../store/rows.ts"
import { freePath } from "../files/outgoing-file.ts"
import { sendTo } from "../recipients/recipients.ts"
import { recipients, startDownload } from "../files/transfers.ts"
import { given } from "../views/views.ts"

/** `/freceive`: takes a file that is offered. */
function receiveFile(chat: Chat, params: ParamsOf<"ReceiveFile">): ChatResponse {
  const user = chat.runningUser()
  const { fileId, userApprovedRelays, storeEncrypted = chat.encryptFiles, filePath } = params
  refuse("files inside messages", params.fileInline)
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
    filePath: freePath(chat, filePath ?? file.fileName),
    userApprovedRelays,
    ...(storeEncrypted && { cryptoArgs: newCryptoArgs() }),
    status: { type: "rcvAccepted" },
  })
  const chatItem = chatItemView(chat.state, item, { withoutConn: true })
  if (file.remote !== undefined) startDownload(chat, file)
  return { type: "rcvFileAccepted", user: chat.wire(user), chatItem }
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
    // A download that is cancelled is an offer again: it can be cancelled and taken once more (n-files).
    if (file.status.type !== "rcvInvitation") {
      const agentFileId = chat.hub.random.agentId()
      const status = { type: "rcvInvitation" } as const
      chat.state.files.update(file, { agentFileId, started: false, status })
    }
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

function transfers(chat: Chat, file: FileRow) {
  const { contacts, members } = chat.state
  return recipients(chat, file).flatMap((to) => {
    if (to.way !== "direct") return []
    const { conn } = to
    const { entity } = conn
    const name =
      entity.type === "contact"
        ? contacts.get(entity.contactId)?.localDisplayName
        : entity.type === "member"
          ? members.get(entity.memberId)?.localDisplayName
          : undefined
    return sndTransferView(file, { recipientDisplayName: name ?? "", conn })
  })
}

export const fileCommands = {
  ReceiveFile: receiveFile,
  CancelFile: cancelFile,
} satisfies Partial<Handlers>
