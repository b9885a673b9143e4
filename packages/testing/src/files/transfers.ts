import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import type { Chat } from "../chat/chat.ts"
import { writeEncrypted } from "./crypto-files.ts"
import { rcvFileView, sndFileView } from "../views/file-view.ts"
import type { Transfer } from "../chat/hub.ts"
import { chatItemView } from "../views/item-view.ts"
import type { FileRow, ItemRow } from "../store/rows.ts"
import { bytesOf, located } from "./outgoing-file.ts"
import { type Recipient, recipientsOf, sendTo } from "../recipients/recipients.ts"
import { userOf } from "../views/views.ts"

/** The next step of a file's way to or from the servers. */
export function transfer(chat: Chat, packet: Transfer): void {
  const file = chat.state.files.get(packet.fileId)
  const item = chat.state.items.get(file?.itemId ?? 0)
  if (file === undefined || file.cancelled || item === undefined) return
  if (packet.type === "download") return downloaded(chat, file, item)
  const { host } = chat.hub.server
  const { step } = packet
  if (chat.reach(userOf(chat.state, file), host, "xftp")) return chat.hub.transfer(chat, packet)
  // The chunks one after another, then the descriptions of where they are.
  const chunk = chunkOf(file.fileSize)
  const chunks = Math.ceil(file.fileSize / chunk)
  if (step > chunks + 1) return uploaded(chat, file, item)
  const [sndProgress, sndTotal] = step > chunks ? [1, 1] : [step * chunk, chunks * chunk]
  chat.state.files.update(file, { status: { type: "sndTransfer", sndProgress, sndTotal } })
  chat.hub.transfer(chat, { ...packet, step: step + 1 })
}

const kilobytes = 1024

/** Files travel in chunks of a few sizes only. */
function chunkOf(size: number): number {
  return (size > 192 * kilobytes - 16 ? 256 : 64) * kilobytes
}

function uploaded(chat: Chat, file: FileRow, item: ItemRow): void {
  const remote = chat.hub.random.url(32)
  chat.hub.files.upload(remote, Uint8Array.from(bytesOf(chat, file)))
  chat.state.files.update(file, { remote, status: { type: "sndComplete" } })
  chat.emit({
    type: "sndFileCompleteXFTP",
    user: chat.wire(userOf(chat.state, file)),
    chatItem: chatItemView(chat.state, item),
    fileTransferMeta: sndFileView(file),
  })
  const message = { event: "x.file.descr", msgId: item.sharedMsgId ?? "", remote } as const
  for (const to of recipients(chat, file)) sendTo(chat, to, [message])
}

/** Those to whom a file was sent. */
export function recipients(chat: Chat, { chat: key }: FileRow): Recipient[] {
  const id = Number(key.slice(1))
  const group = key.startsWith("#") ? chat.state.groups.get(id) : undefined
  if (group !== undefined) return recipientsOf(chat, group)
  const conn = chat.conn(chat.state.contacts.get(id)?.connId)
  return conn === undefined ? [] : [{ way: "direct", conn }]
}

/** Begins to receive a file whose place is known. */
export function startDownload(chat: Chat, file: FileRow): void {
  const item = chat.state.items.get(file.itemId ?? 0)
  if (item === undefined) return
  const status = { type: "rcvTransfer", rcvProgress: 0, rcvTotal: 1 } as const
  chat.state.files.update(file, { status })
  const user = chat.wire(userOf(chat.state, file))
  chat.emit({ type: "rcvFileStart", user, chatItem: chatItemView(chat.state, item) })
  chat.hub.transfer(chat, { type: "download", fileId: file.id, step: 1 })
}

function downloaded(chat: Chat, file: FileRow, item: ItemRow): void {
  const user = userOf(chat.state, file)
  chat.reach(user, chat.hub.server.host, "xftp")
  const bytes = chat.hub.files.download(file.remote ?? "")
  if (bytes === undefined || file.filePath === undefined) {
    chat.state.files.update(file, { status: { type: "rcvError", rcvFileError: { type: "auth" } } })
    chat.emit({
      type: "rcvFileError",
      user: chat.wire(user),
      chatItem_: chatItemView(chat.state, item),
      agentError: { type: "XFTP", serverAddress: "", xftpErr: { type: "AUTH" } },
      rcvFileTransfer: rcvFileView(file),
    })
    return
  }
  const path = located(chat, file.filePath)
  mkdirSync(dirname(path), { recursive: true })
  if (file.cryptoArgs !== undefined) writeEncrypted(path, bytes, file.cryptoArgs)
  else writeFileSync(path, bytes)
  chat.state.files.update(file, { status: { type: "rcvComplete" } })
  const chatItem = chatItemView(chat.state, item)
  chat.emit({ type: "rcvFileComplete", user: chat.wire(user), chatItem })
}
