import type { Command, T } from "@simplex-chat/types"
import { ChatCommandError } from "../errors.ts"
import type { Signals } from "../signals.ts"
import { FileTransferError } from "./file-transfer-error.ts"
import { type Followed, follow, type Started } from "./follow.ts"
import { type FileProgress, outcomeTags, receivingOutcome } from "./outcome.ts"

/** A file that is being received, for all who wait for it. */
export interface Receiving {
  readonly done: Promise<Followed>
  readonly onProgress: Set<(progress: FileProgress) => unknown>
}

/** How a file is accepted and given up, and what is asked when it was accepted before. */
interface Access {
  readonly accept: () => Promise<Started>
  readonly cancel: () => Promise<unknown>
  readonly status: () => Promise<T.AChatItem | undefined>
}

const transfers = new WeakMap<Signals, Map<number, Receiving>>()

/**
 * The transfer of a file: the one in flight, or a new one. It is followed to its end even when no
 * caller waits any more, so that a later call gets the same file.
 */
export function receiving(signals: Signals, fileId: number, access: Access): Receiving {
  const byId = transfers.get(signals) ?? new Map<number, Receiving>()
  transfers.set(signals, byId)
  const inFlight = byId.get(fileId)
  if (inFlight !== undefined) return inFlight
  const onProgress: Receiving["onProgress"] = new Set()
  const start = () => access.accept().catch((error: unknown) => resumed(fileId, error, access))
  const transfer = { start, tags: outcomeTags.receive, outcomeOf: receivingOutcome }
  const report = (progress: FileProgress) => {
    for (const callback of onProgress) signals.callBack("onProgress", callback, progress)
  }
  const attempt = () => follow(signals, transfer, { onProgress: report })
  const done = received(attempt, access.cancel).finally(() => byId.delete(fileId))
  done.catch(() => {}) // it can fail while no caller waits
  const one = { done, onProgress }
  byId.set(fileId, one)
  return one
}

/**
 * The core keeps what has come of a file that failed, as on a full disk, and refuses to receive it again
 * (`fileAlreadyReceiving`). Cancelled, it is an offer as before, and what has come is deleted.
 */
async function received(
  attempt: () => Promise<Followed>,
  cancel: Access["cancel"],
  isAgain = false,
): Promise<Followed> {
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof FileTransferError) || error.code !== "failed") throw error
    const isOffer = await cancel().then(
      () => true,
      () => false,
    )
    const hadFailedBefore = error.cause instanceof ChatCommandError
    if (isOffer && hadFailedBefore && !isAgain) return received(attempt, cancel, true)
    throw error
  }
}

/**
 * The core says `fileAlreadyReceiving` of each file that was accepted once: before a crash, before
 * one's own deadline, or by others. It goes on with it, or has it.
 */
async function resumed(fileId: number, error: unknown, { status }: Access): Promise<Started> {
  if (!(error instanceof ChatCommandError) || error.code !== "fileAlreadyReceiving") throw error
  // A core that cannot say is waited for.
  const item = await status().catch(() => undefined)
  switch (item?.chatItem.file?.fileStatus.type) {
    case "rcvComplete":
      return { fileId, done: item }
    case "rcvCancelled":
      throw new FileTransferError("cancelled", fileId, { cause: error })
    case "rcvError":
      throw new FileTransferError("failed", fileId, { cause: error })
    default:
      return { fileId }
  }
}

/** The state of a file: `fileTransferStatusXFTP` has the user and the item as `data`. */
export const fileStatus: Command<{ readonly fileId: number }, never> = {
  name: "FileStatus",
  cmdString: ({ fileId }) => `/fstatus ${fileId}`,
}

/** The item in an answer to {@link fileStatus}; undefined when it has another form. */
export function itemOfStatus(answer: unknown): T.AChatItem | undefined {
  const { data } = answer as { readonly data?: unknown }
  const item: unknown = Array.isArray(data) ? data[1] : undefined
  const isItem = typeof item === "object" && item !== null && "chatItem" in item
  return isItem ? (item as T.AChatItem) : undefined
}
