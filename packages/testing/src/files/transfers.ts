import { FileError } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import type { Chat } from "../chat/chat.ts"
import { writeEncrypted } from "./crypto-files.ts"
import { downloadIdOf, rcvFileView, sndFileView, standaloneView } from "../views/file-view.ts"
import { chunkSizes, chunksOf, progressAfter } from "./chunks.ts"
import type { Transfer } from "../chat/hub.ts"
import { chatItemView } from "../views/item-view.ts"
import type { MessageOf } from "../simulation/packets.ts"
import type { FileRow, ItemRow } from "../store/rows.ts"
import { bytesOf, located } from "./outgoing-file.ts"
import { refusal } from "./refusal.ts"
import { type Recipient, recipientsOf, sendTo } from "../recipients/recipients.ts"
import { given, userOf } from "../views/views.ts"

/** The next step of a file's way to or from the servers. */
export function transfer(chat: Chat, packet: Transfer): void {
  const file = chat.state.files.get(packet.fileId)
  const item = chat.state.items.get(file?.itemId ?? 0)
  if (file === undefined || file.cancelled) return
  if (item === undefined && file.standalone === undefined) return
  if (packet.type === "upload" && file.lost) return uploadFailed(chat, file, item)
  if (packet.type === "download" && isOver(file, packet)) return notFound(chat, packet)
  const isFirst = chat.reach(userOf(chat.state, file), chat.hub.server.host, "xftp")
  if (packet.type === "download") return downloadStep(chat, { file, item, step: packet.step })
  if (isFirst) return chat.hub.transfer(chat, packet)
  uploadStep(chat, { file, item, step: packet.step })
}

interface Step {
  readonly file: FileRow
  readonly item: ItemRow | undefined
  readonly step: number
}

/** Whether a download was cancelled: what the agent still says of it is about none. */
function isOver(file: FileRow, { agentFileId }: Transfer): boolean {
  return !file.started || (agentFileId ?? downloadIdOf(file)) !== downloadIdOf(file)
}

function notFound(chat: Chat, { agentFileId = "" }: Transfer): void {
  const storeError = { type: "rcvFileNotFoundXFTP", agentRcvFileId: agentFileId } as const
  chat.emitError({ type: "errorStore", storeError })
}

/** A file that was not uploaded at all when the core was closed without being stopped: the agent then
 * looks for a copy that is not there (n-files 396 to 407). */
export function loseUploads({ state }: Chat): void {
  const waits = ({ direction, status, standalone, cancelled }: FileRow) =>
    direction === "snd" && status.type === "sndStored" && !standalone && !cancelled
  for (const file of state.files.filter((one) => waits(one) && !one.chat.startsWith("*")))
    state.files.update(file, { lost: true })
}

function uploadFailed(chat: Chat, file: FileRow, item: ItemRow | undefined): void {
  const path = located(chat, file.filePath ?? "")
  const reason = `${path}: withFile: does not exist (No such file or directory)`
  const errorMessage = shownInternal(reason)
  const sndFileError = { type: "other", fileError: errorMessage } as const
  chat.state.files.update(file, { status: { type: "sndError", sndFileError } })
  chat.emit({
    type: "sndFileError",
    user: chat.wire(userOf(chat.state, file)),
    ...given("chatItem_", viewOf(chat, item)),
    fileTransferMeta: sndFileView(file),
    errorMessage,
  })
}

const viewOf = (chat: Chat, item: ItemRow | undefined) =>
  item === undefined ? undefined : chatItemView(chat.state, item, { withoutConn: true })

/** The chunks one after another, then the descriptions of where they are: 1 of 1. */
function uploadStep(chat: Chat, { file, item, step }: Step): void {
  const chunks = chunkSizes(file.fileSize)
  const isDescribing = step > chunks.length
  if (step > chunks.length + (item === undefined ? 0 : 1)) return uploaded(chat, file, item)
  const { done, total } = progressAfter(chunks, step)
  const [sentSize, totalSize] = isDescribing ? [1, 1] : [done, total]
  const status = { type: "sndTransfer", sndProgress: sentSize, sndTotal: totalSize } as const
  // That it is described is in the item from the next event on.
  if (!isDescribing) chat.state.files.update(file, { status })
  chat.tell({
    type: "sndFileProgressXFTP",
    user: chat.wire(userOf(chat.state, file)),
    ...given("chatItem_", viewOf(chat, item)),
    fileTransferMeta: sndFileView(file),
    sentSize,
    totalSize,
  })
  chat.state.files.update(file, { status })
  chat.hub.transfer(chat, { type: "upload", fileId: file.id, step: step + 1 })
}

function downloadStep(chat: Chat, { file, item, step }: Step): void {
  const isThere = chat.hub.files.has(file.remote ?? "")
  const chunks = item === undefined ? chunksOf(file.fileSize) : chunkSizes(file.fileSize)
  if (!isThere || step > chunks.length) return downloaded(chat, file, item)
  const { done, total } = progressAfter(chunks, step)
  const status = { type: "rcvTransfer", rcvProgress: done, rcvTotal: total } as const
  chat.state.files.update(file, { status })
  chat.tell({
    type: "rcvFileProgressXFTP",
    user: chat.wire(userOf(chat.state, file)),
    ...given("chatItem_", viewOf(chat, item)),
    receivedSize: done,
    totalSize: total,
    rcvFileTransfer: item === undefined ? standaloneView(file) : rcvFileView(file),
  })
  download(chat, file, step + 1)
}

export function download(chat: Chat, file: FileRow, step = 1): void {
  const agentFileId = downloadIdOf(file)
  chat.hub.transfer(chat, { type: "download", fileId: file.id, step, agentFileId })
}

function uploaded(chat: Chat, file: FileRow, item: ItemRow | undefined): void {
  const remote = chat.hub.random.url(32)
  chat.hub.files.upload(remote, Uint8Array.from(bytesOf(chat, file)))
  if (item === undefined) return standaloneUploaded(chat, file, remote)
  const [server] = userOf(chat.state, file).ownServers?.xftp ?? []
  const status = { type: "sndComplete" } as const
  chat.state.files.update(file, { remote, status, ...given("server", server) })
  const isGroups = file.chat.startsWith("#")
  chat.emit({
    type: "sndFileCompleteXFTP",
    user: chat.wire(userOf(chat.state, file)),
    chatItem: chatItemView(chat.state, item, { withoutConn: true }),
    fileTransferMeta: isGroups ? withoutDescription(file) : sndFileView(file),
  })
  const message = placeOf(item.sharedMsgId ?? "", file)
  const to = recipients(chat, file)
  if (to.length > 0) chat.state.files.update(file, { described: true })
  for (const one of to) sendTo(chat, one, [message])
}

/** Where a file is, for those who got its message. */
export function placeOf(
  msgId: string,
  { remote = "", server }: FileRow,
): MessageOf<"x.file.descr"> {
  return { event: "x.file.descr", msgId, remote, ...given("server", server) }
}

/** Without the description, which events of a group lack (n-files 685; of a contact, 659 has it). */
function withoutDescription(file: FileRow): T.FileTransferMeta {
  const { xftpSndFile, ...meta } = sndFileView(file)
  if (xftpSndFile === undefined) return meta
  const { privateSndFileDescr: _, ...rest } = xftpSndFile
  return { ...meta, xftpSndFile: rest }
}

/** A standalone file: anyone with one of its links can receive it. */
function standaloneUploaded(chat: Chat, file: FileRow, remote: string): void {
  const user = chat.wire(userOf(chat.state, file))
  const fileTransferMeta = sndFileView(file)
  chat.state.files.update(file, { remote, status: { type: "sndComplete" } })
  const rcvURIs = Array.from({ length: standaloneLinks }, (_, i) => standaloneLink(file, remote, i))
  chat.tell({ type: "sndStandaloneFileComplete", user, fileTransferMeta, rcvURIs })
}

/** How many recipients the core makes links for. */
const standaloneLinks = 4

function standaloneLink({ fileSize }: FileRow, remote: string, recipient: number): string {
  const sizes = chunkSizes(fileSize)
  const size = sizes.reduce((before, one) => before + one, 0)
  const description = [
    `chunkSize: ${(sizes[0] ?? 0) / 1024}kb`,
    `key: ${remote}`,
    "party: recipient",
    `recipient: ${recipient}`,
    `size: ${size / 1024}kb`,
  ]
  return `simplex:/file#/?desc=${encodeURIComponent(`${description.join("\n")}\n`)}`
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
  chat.state.files.update(file, { status, started: true })
  const user = chat.wire(userOf(chat.state, file))
  chat.emit({
    type: "rcvFileStart",
    user,
    chatItem: chatItemView(chat.state, item, { withoutConn: true }),
  })
  download(chat, file)
}

function downloaded(chat: Chat, file: FileRow, item: ItemRow | undefined): void {
  const user = userOf(chat.state, file)
  const bytes = chat.hub.files.download(file.remote ?? "")
  if (bytes === undefined || file.filePath === undefined) {
    const agentError = { type: "XFTP", serverAddress: "", xftpErr: { type: "AUTH" } } as const
    return downloadFailed(chat, file, item, agentError)
  }
  const path = located(chat, file.filePath)
  try {
    write(path, bytes, file)
  } catch (error) {
    const internalErr =
      error instanceof FileError ? error.reason : refusal(path, "withBinaryFile", error)
    return downloadFailed(chat, file, item, { type: "INTERNAL", internalErr })
  }
  if (item === undefined) {
    const rcvFileTransfer = standaloneView(file)
    chat.state.files.update(file, { status: { type: "rcvComplete" } })
    const type = "rcvStandaloneFileComplete"
    return chat.tell({ type, user: chat.wire(user), targetPath: path, rcvFileTransfer })
  }
  chat.state.files.update(file, { status: { type: "rcvComplete" } })
  const chatItem = chatItemView(chat.state, item, { withoutConn: true })
  chat.emit({ type: "rcvFileComplete", user: chat.wire(user), chatItem })
}

function write(path: string, bytes: Uint8Array, { cryptoArgs }: FileRow): void {
  mkdirSync(dirname(path), { recursive: true })
  if (cryptoArgs !== undefined) writeEncrypted(path, bytes, cryptoArgs)
  else writeFileSync(path, bytes)
}

/** What has come of the file stays until it is cancelled. */
function downloadFailed(
  chat: Chat,
  file: FileRow,
  item: ItemRow | undefined,
  agentError: T.AgentErrorType,
): void {
  const rcvFileError: T.FileError =
    agentError.type === "INTERNAL"
      ? { type: "other", fileError: shownInternal(agentError.internalErr) }
      : { type: "auth" }
  chat.state.files.update(file, { status: { type: "rcvError", rcvFileError } })
  chat.emit({
    type: "rcvFileError",
    user: chat.wire(userOf(chat.state, file)),
    ...given("chatItem_", viewOf(chat, item)),
    agentError,
    rcvFileTransfer: rcvFileView(file),
  })
}

const shownInternal = (reason: string): string =>
  `INTERNAL {internalErr = ${JSON.stringify(reason)}}`
