import type { T } from "@simplex-chat/types"
import { ChatCommands } from "../commands/chat-commands.ts"
import type { ChatTarget } from "../commands/chat-target.ts"
import type { ReceiveFileOptions } from "../commands/files.ts"
import type { SendMessagesOptions } from "../commands/messages.ts"
import type { Signals } from "../signals.ts"
import { FileTransferError } from "./file-transfer-error.ts"
import { follow, type FollowOptions, type Started } from "./follow.ts"
import { outcomeTags, receivingOutcome, sendingOutcome } from "./outcome.ts"

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

/** How to receive, what to tell of it, and how long to wait for the whole of it. */
export type ReceiveOptions = ReceiveFileOptions & FollowOptions

/** How to send, what to tell of it, and how long to wait for the whole of it. */
export type SendFileOptions = SendMessagesOptions & FollowOptions

/** The commands, and those who see the transfer of a file through to its end. */
export abstract class FileTransfers extends ChatCommands {
  /** @internal */
  protected abstract readonly signals: Signals

  /**
   * Receives a file and waits until it is complete on disk. `timeoutMs` and `signal` hold for all of
   * it; the core continues with the file until `apiCancelFile`.
   *
   * @param file the item that carries it, or its `fileId`
   * @throws {FileTransferError} when it does not get there
   * @throws {ChatCommandError} when it cannot be accepted: `fileAlreadyReceiving`, `fileNotApproved`
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
    const fileId = typeof file === "number" ? file : file.chatItem.file?.fileId
    if (fileId === undefined) throw new FileTransferError("noFile", undefined)
    if (typeof file === "object" && file.chatItem.file?.fileStatus.type === "rcvComplete") {
      return received(fileId, file)
    }
    const start = async (): Promise<Started> => {
      const answer = await this.apiReceiveFile(fileId, withoutDeadline(options))
      if (answer.type === "rcvFileAccepted") return { fileId }
      throw new FileTransferError("cancelledBySender", fileId)
    }
    const transfer = { start, tags: outcomeTags.receive, outcomeOf: receivingOutcome }
    const { chatItem } = await follow(this.signals, transfer, options)
    return received(fileId, chatItem)
  }

  /**
   * Sends a file and waits until it is uploaded. `timeoutMs` and `signal` hold for all of it; the
   * core continues with the file until `apiCancelFile`.
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
    const fileSource = typeof file === "string" ? { filePath: file } : file
    const msgContent: T.MsgContent =
      typeof content === "string" ? { type: "file", text: content } : content
    const start = async (): Promise<Started> => {
      const message = { fileSource, msgContent, mentions: {} }
      const [item] = await this.apiSendMessages(chat, [message], withoutDeadline(options))
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
  sendImage(
    chat: ChatTarget,
    file: string | T.CryptoFile,
    image: { readonly preview: string; readonly text?: string | undefined },
    options?: SendFileOptions,
  ): Promise<SentFile> {
    const { preview, text = "" } = image
    return this.sendFile(chat, file, { type: "image", text, image: preview }, options)
  }
}

/** The deadline covers the whole transfer, including the command. */
const withoutDeadline = <Options extends FollowOptions>(options: Options): Options => ({
  ...options,
  timeoutMs: undefined,
})

function received(fileId: number, chatItem: T.AChatItem): ReceivedFile {
  const source = chatItem.chatItem.file?.fileSource
  if (source === undefined) throw new FileTransferError("failed", fileId)
  return { fileId, filePath: source.filePath, cryptoArgs: source.cryptoArgs, chatItem }
}
