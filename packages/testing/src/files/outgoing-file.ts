import { existsSync, readFileSync, statSync } from "node:fs"
import { basename, parse, resolve } from "node:path"
import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { encryptionOverhead, isSecret, readEncrypted } from "./crypto-files.ts"
import { failed, unreadable } from "../simulation/failure.ts"
import type { WireFile } from "../simulation/packets.ts"
import type { FileRow, ItemRow, UserRow } from "../store/rows.ts"
import type { Target } from "../recipients/target.ts"

export interface SentFile {
  readonly wire: WireFile
  /** Makes the file part of its item. */
  attach(item: ItemRow): void
}

/** Where a file is: relative paths start at the core's folder of files. */
export function located(chat: Chat, filePath: string): string {
  return resolve(chat.filesFolder ?? ".", filePath)
}

/** A path at which nothing is yet: `doc.bin`, `doc_1.bin`, ... */
export function freePath(chat: Chat, wanted: string): string {
  const { dir, name, ext } = parse(wanted)
  const taken = new Set([...chat.state.files.values()].map(({ filePath }) => filePath))
  let path = wanted
  for (let n = 1; taken.has(path) || existsSync(located(chat, path)); n++) {
    path = `${dir === "" ? "" : `${dir}/`}${name}_${n}${ext}`
  }
  return path
}

/** The bytes of a file of this core, decrypted. */
export function bytesOf(
  chat: Chat,
  { filePath = "", cryptoArgs }: FileRow | T.CryptoFile,
): Uint8Array {
  const path = located(chat, filePath)
  return cryptoArgs !== undefined ? readEncrypted(path, cryptoArgs) : readFileSync(path)
}

/** The bytes of a file that was sent once; undefined when it is there no more. */
export function sentBytes(chat: Chat, file: FileRow): Uint8Array | undefined {
  try {
    return bytesOf(chat, file)
  } catch {
    return undefined
  }
}

/** A file that a message takes with it. */
export function sentFile(
  chat: Chat,
  user: UserRow,
  { target, fileSource }: { target: Target; fileSource: T.CryptoFile },
): SentFile {
  const { filePath, cryptoArgs } = fileSource
  const info = statSync(located(chat, filePath), { throwIfNoEntry: false })
  // Not even a folder is a file, and the key of an encrypted one is not tried yet.
  if (info?.isFile() !== true) throw failed({ type: "fileNotFound", message: filePath })
  if (cryptoArgs !== undefined && !isSecret(cryptoArgs)) throw unreadable()
  const fileSize = info.size - (cryptoArgs === undefined ? 0 : encryptionOverhead)
  if (fileSize > maxFileSize) throw failed({ type: "fileSize", filePath })
  const wire = { fileName: basename(filePath), fileSize }
  const insert = () =>
    chat.state.files.insert({
      userId: user.id,
      chat: target.key,
      direction: "snd",
      ...wire,
      filePath,
      ...(cryptoArgs !== undefined && { cryptoArgs }),
      status: { type: "sndStored" },
      cancelled: false,
      agentFileId: chat.hub.random.agentId(),
    })
  // The files of notes stay where they are.
  const sent = target.key.startsWith("*") ? undefined : upload(chat, insert(), target)
  const attach = (item: ItemRow) => {
    const file = sent ?? insert()
    delete file.standalone
    chat.state.files.update(file, { itemId: item.id })
    chat.state.items.update(item, { fileId: file.id })
  }
  return { wire, attach }
}

/** The largest file that can be sent, in bytes. */
const maxFileSize = 1024 ** 3

/** Begins to upload a file. The upload continues when its message is refused (n-files 535 to 538). */
function upload(chat: Chat, file: FileRow, { to }: Target): FileRow {
  const [first] = to
    .filter(({ way }) => way === "direct")
    .map(() => chat.state.count("fileDescription"))
  chat.hub.transfer(chat, { type: "upload", fileId: file.id, step: 1 })
  const descriptionId = first === undefined ? {} : { descriptionId: first }
  return chat.state.files.update(file, { standalone: true, ...descriptionId })
}
