import type { Chat } from "../chat/chat.ts"
import { descriptionView, rcvFileView } from "../views/file-view.ts"
import { chatItemView } from "../views/item-view.ts"
import type { MessageOf, WireFile } from "../simulation/packets.ts"
import type { FileRow, ItemRow, UserRow } from "../store/rows.ts"
import { startDownload } from "../files/transfers.ts"
import { given } from "../views/views.ts"

/** In which chat, and whose. */
export interface FileChat {
  readonly user: UserRow
  readonly chatKey: string
}

/** A message that arrived offers a file. */
export function offeredFile(
  chat: Chat,
  user: UserRow,
  item: ItemRow,
  { fileName, fileSize }: WireFile,
): void {
  const { members, contacts } = chat.state
  const memberId = item.dir.type === "groupRcv" ? item.dir.memberId : undefined
  const chatId = Number(item.chat.slice(1))
  const group = item.chat.startsWith("#") ? chat.state.groups.get(chatId) : undefined
  const sender = memberId === undefined ? (group ?? contacts.get(chatId)) : members.get(memberId)
  const file = chat.state.files.insert({
    userId: user.id,
    chat: item.chat,
    itemId: item.id,
    direction: "rcv",
    fileName,
    fileSize,
    status: { type: "rcvInvitation" },
    cancelled: false,
    agentFileId: chat.hub.random.agentId(),
    senderDisplayName: sender?.localDisplayName ?? "",
    descriptionId: chat.state.count("fileDescription"),
    ...(memberId !== undefined && { grpMemberId: memberId }),
    ...(group?.channel !== undefined && { relayed: true as const }),
  })
  chat.state.items.update(item, { fileId: file.id })
}

/**
 * An empty file can be sent, but a message with one is not taken (n-files 507 to 512): no item is made, and
 * so the description that follows finds none (518).
 */
export function isEmptyFile(chat: Chat, { file }: MessageOf<"x.msg.new">): boolean {
  if (file?.fileSize !== 0) return false
  const errorType = { type: "fileSize", filePath: file.fileName } as const
  chat.emitError({ type: "error", errorType })
  return true
}

function find(
  chat: Chat,
  { user, chatKey }: FileChat,
  msgId: string,
): { file: FileRow; item: ItemRow } | undefined {
  const item = chat.state.items.shared(user.id, chatKey, msgId)
  const file = chat.state.files.get(item?.fileId ?? 0)
  return item === undefined || file === undefined ? undefined : { file, item }
}

/** The sender uploaded the file, and says where it is. */
export function fileDescribed(
  chat: Chat,
  at: FileChat,
  { msgId, remote, server }: MessageOf<"x.file.descr">,
): void {
  const found = find(chat, at, msgId)
  if (found === undefined) {
    const storeError = { type: "fileIdNotFoundBySharedMsgId", sharedMsgId: msgId } as const
    return chat.emitError({ type: "errorStore", storeError })
  }
  const { file, item } = found
  chat.state.files.update(file, { remote, ...given("server", server) })
  chat.emit({
    type: "rcvFileDescrReady",
    user: chat.wire(at.user),
    chatItem: chatItemView(chat.state, item, { withoutConn: true }),
    rcvFileTransfer: rcvFileView(file),
    rcvFileDescr: descriptionView(file),
  })
  // The offer can be accepted before the upload is done: the download begins only now (n-files 177 to 179).
  if (file.status.type === "rcvAccepted") startDownload(chat, file)
}

export function fileCancelledByPeer(
  chat: Chat,
  at: FileChat,
  { msgId }: MessageOf<"x.file.cancel">,
): void {
  const found = find(chat, at, msgId)
  if (found === undefined) return
  const { file, item } = found
  // What was received stays.
  if (file.status.type === "rcvComplete" || file.cancelled) return
  const rcvFileTransfer = rcvFileView(file)
  chat.state.files.update(file, { cancelled: true, status: { type: "rcvCancelled" } })
  chat.emit({
    type: "rcvFileSndCancelled",
    user: chat.wire(at.user),
    chatItem: chatItemView(chat.state, item, { withoutConn: true }),
    rcvFileTransfer,
  })
}
