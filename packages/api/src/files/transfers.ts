import { join, resolve } from "node:path"
import { within } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import {
  checkItem,
  checkOptions,
  checkText,
  InvalidArgumentError,
  knownOptions,
} from "../checks.ts"
import { ChatCommandError } from "../errors.ts"
import { ChatCommands } from "../commands/chat-commands.ts"
import type { ChatTarget } from "../commands/chat-target.ts"
import { type ReceiveFileOptions, receiveKinds } from "../commands/files.ts"
import { type SendMessagesOptions, sendKinds } from "../commands/messages.ts"
import type { Signals } from "../signals.ts"
import { FileTransferError } from "./file-transfer-error.ts"
import { follow, type FollowOptions, type Started } from "./follow.ts"
import { outcomeTags, sendingOutcome } from "./outcome.ts"
import { fileStatus, itemOfStatus, receiving } from "./receiving.ts"
import { distinctFileName, safeFileName } from "./safe-file-name.ts"

/** A file that is complete on disk. */
export interface ReceivedFile {
  readonly fileId: number
  /** Where it is; relative to the files folder of the core, if one is set. */
  readonly filePath: string
  /** Present when it is stored encrypted: how to decrypt it. */
  readonly cryptoArgs: T.CryptoFileArgs | undefined
  /** The message that carried it, as it is now. */
  readonly chatItem: T.AChatItem
}

/** A file that is uploaded: its recipients can fetch it. */
export interface SentFile {
  readonly fileId: number
  /** The message that carries it, as it is now. */
  readonly chatItem: T.AChatItem
}

/** Where to receive to, who gets progress reports, and how long to wait for the whole file. */
export interface ReceiveOptions extends ReceiveFileOptions, FollowOptions {
  /**
   * A folder that exists: the file is stored there under a safe form of the name
   * that the sender gave, see `safeFileName`, or one like it when that is taken. Not together with
   * `filePath`.
   */
  readonly folder?: string | undefined
}

/** How to send a file, what to report, and how long to wait for its end. */
export type SendFileOptions = SendMessagesOptions & FollowOptions

/** The commands, and those who see the transfer of a file through to its end. */
export abstract class FileTransfers extends ChatCommands {
  /** @internal */
  protected abstract readonly signals: Signals

  /**
   * Receives a file and waits until it is complete on disk. `timeoutMs` and `signal` limit the waiting;
   * the core goes on with the file, until `apiCancelFile`. Call it again at any time: after a crash,
   * after your own deadline, or while another call waits, it is one transfer, and all get the file; a
   * file that is complete is there at once. A file that fails, as on a full disk, is cancelled, which
   * deletes what has come of it: call it again to receive it anew.
   *
   * @param file the item that carries it, or its `fileId`
   * @throws {InvalidArgumentError} when `folder` is given together with `filePath`
   * @throws {FileTransferError} when it does not get there
   * @throws {ChatCommandError} when it cannot be accepted: `fileNotApproved`, `fileAlreadyExists`
   *
   * @example
   * ```ts
   * api.on("newChatItems", async ({ chatItems }) => {
   *   for (const item of chatItems) {
   *     if (item.chatItem.file?.fileStatus.type !== "rcvInvitation") continue
   *     const { filePath } = await api.receiveFile(item, { timeoutMs: 600_000 })
   *     console.log("received", filePath)
   *   }
   * })
   * ```
   */
  async receiveFile(
    file: number | T.AChatItem,
    options: ReceiveOptions = {},
  ): Promise<ReceivedFile> {
    if (typeof file !== "number") checkItem(file, "file")
    const fileId = typeof file === "number" ? file : file.chatItem.file?.fileId
    if (fileId === undefined) throw new FileTransferError("noFile", undefined)
    const kinds = { ...receiveKinds, folder: "text", onProgress: "function" } as const
    const { onProgress, signal } = knownOptions(options, kinds)
    if (signal?.aborted === true) {
      throw new FileTransferError("aborted", fileId, { cause: signal.reason })
    }
    if (typeof file === "object" && file.chatItem.file?.fileStatus.type === "rcvComplete") {
      return received(fileId, file)
    }
    const paths = pathsFor(file, fileId, options)
    const transfer = receiving(this.signals, fileId, {
      accept: () => this.#accept(fileId, options, paths),
      cancel: () => this.apiCancelFile(fileId, { timeoutMs: cancelMs }),
      status: async () => itemOfStatus(await this.send(fileStatus, { fileId })),
    })
    if (onProgress !== undefined) transfer.onProgress.add(onProgress)
    try {
      const { chatItem } = await within(
        transfer.done,
        options,
        (why, cause) => new FileTransferError(why, fileId, cause),
      )
      return received(fileId, chatItem)
    } finally {
      if (onProgress !== undefined) transfer.onProgress.delete(onProgress)
    }
  }

  /** Accepts it at the first of these paths that is free. */
  async #accept(
    fileId: number,
    options: ReceiveOptions,
    [filePath, ...others]: readonly (string | undefined)[],
  ): Promise<Started> {
    try {
      const { userApprovedRelays, storeEncrypted, fileInline } = options
      const how = { userApprovedRelays, storeEncrypted, fileInline, filePath }
      const answer = await this.apiReceiveFile(fileId, how)
      if (answer.type === "rcvFileAccepted") return { fileId }
      throw new FileTransferError("cancelledBySender", fileId)
    } catch (error) {
      const isTaken = error instanceof ChatCommandError && error.code === "fileAlreadyExists"
      if (!isTaken || others.length === 0) throw error
      return this.#accept(fileId, options, others)
    }
  }

  /**
   * Sends a file and waits until it is uploaded. `timeoutMs` and `signal` hold for all of it; the
   * core goes on without a caller, until `apiCancelFile`.
   *
   * @param file its path, absolute or in the files folder of the core, if one is set; or the path
   *   and the key of one that is stored encrypted
   * @param content the caption; or how to show the file, such as a voice message
   * @throws {FileTransferError} when it does not get there
   * @throws {ChatCommandError} when it cannot be sent: `fileNotFound`, `fileSize`
   *
   * @example
   * ```ts
   * await api.sendFile(contact, "/srv/reports/today.pdf", "The report")
   * ```
   */
  async sendFile(
    chat: ChatTarget,
    file: string | T.CryptoFile,
    content: string | T.MsgContent = "",
    options: SendFileOptions = {},
  ): Promise<SentFile> {
    const kinds = { ...sendKinds, onProgress: "function" } as const
    const { onProgress: _, ...sending } = knownOptions(options, kinds)
    // The deadline covers the whole transfer, including the command.
    const call = { ...sending, timeoutMs: undefined }
    const fileSource = typeof file === "string" ? { filePath: file } : file
    // Without one the caption would be sent alone.
    checkText((fileSource as Partial<T.CryptoFile> | undefined | null)?.filePath as string, "file")
    const msgContent: T.MsgContent =
      typeof content === "string" ? { type: "file", text: content } : content
    const start = async (): Promise<Started> => {
      const message = { fileSource, msgContent, mentions: {} }
      const [item] = await this.apiSendMessages(chat, [message], call)
      const sent = item?.chatItem.file
      if (sent === undefined) throw new FileTransferError("noFile", undefined)
      const { fileId, fileStatus } = sent
      return { fileId, done: fileStatus.type === "sndComplete" ? item : undefined }
    }
    const transfer = { start, tags: outcomeTags.send, outcomeOf: sendingOutcome }
    const { fileId, chatItem } = await follow(this.signals, transfer, options)
    return { fileId, chatItem }
  }

  /**
   * Sends an image and waits until it is uploaded, as {@link sendFile}.
   *
   * @param image `preview`: a small picture as a data URI, part of the message itself; `text`: the
   *   caption
   *
   * @example
   * ```ts
   * await api.sendImage(contact, "/srv/cat.jpg", { preview: "data:image/jpg;base64,/9j/4AAQ..." })
   * ```
   */
  async sendImage(
    chat: ChatTarget,
    file: string | T.CryptoFile,
    image: { readonly preview: string; readonly text?: string | undefined },
    options?: SendFileOptions,
  ): Promise<SentFile> {
    checkOptions(image, { preview: "text", text: "text" }, "image")
    const { preview, text = "" } = image
    return this.sendFile(chat, file, { type: "image", text, image: preview }, options)
  }
}

/** How long the end of a file that failed waits until it is cancelled, in milliseconds. */
const cancelMs = 5000

/** Where to store the file, by preference. Undefined leaves it to the core. */
function pathsFor(
  file: number | T.AChatItem,
  fileId: number,
  { folder, filePath }: ReceiveOptions,
): (string | undefined)[] {
  if (folder === undefined) return [filePath]
  if (filePath !== undefined)
    throw new InvalidArgumentError("folder", "cannot be combined with filePath")
  const given = typeof file === "object" ? file.chatItem.file?.fileName : undefined
  const name = safeFileName(given ?? `file-${fileId}`)
  // A database that was made anew counts its files from 1 again, beside those of the old one.
  const unique = `${fileId}-${crypto.randomUUID().slice(0, 8)}`
  const names = [name, distinctFileName(name, fileId), distinctFileName(name, unique)]
  return names.map((one) => join(resolve(folder), one))
}

function received(fileId: number, chatItem: T.AChatItem): ReceivedFile {
  const source = chatItem.chatItem.file?.fileSource
  if (source === undefined) throw new FileTransferError("failed", fileId)
  return { fileId, filePath: source.filePath, cryptoArgs: source.cryptoArgs, chatItem }
}
