import type { T } from "@simplex-chat/types"
import type { Signal, Signals } from "../signals.ts"
import { type WaitOptions, within } from "@simplex-chat/core"
import { FileTransferError } from "./file-transfer-error.ts"
import type { FileProgress, Outcome } from "./outcome.ts"

export interface FollowOptions extends WaitOptions {
  /** Called with each step that the core reports. */
  readonly onProgress?: ((progress: FileProgress) => unknown) | undefined
}

/** What the start of a transfer returns: its id, and whether it has ended already. */
export interface Started {
  readonly fileId: number
  readonly done?: T.AChatItem | undefined
}

/** The file, and its message as it is at the end. */
export interface Followed {
  readonly fileId: number
  readonly chatItem: T.AChatItem
}

interface Transfer {
  readonly start: () => Promise<Started>
  readonly tags: readonly Signal["type"][]
  readonly outcomeOf: (said: Signal) => Outcome | undefined
}

/**
 * Starts a transfer and follows it to its end. It listens before it starts, as events come before
 * the answer that says which file they are about: those are kept until it is there.
 */
export async function follow(
  signals: Signals,
  { start, tags, outcomeOf }: Transfer,
  options: FollowOptions,
): Promise<Followed> {
  let fileId: number | undefined
  let early: Outcome[] = []
  let take: (outcome: Outcome) => void = () => {}
  let unsubscribeClosed = () => {}
  const end = new Promise<T.AChatItem>((resolve, reject) => {
    take = (outcome) => {
      if (outcome.fileId !== fileId) return
      if (outcome.progress !== undefined) {
        signals.callBack("onProgress", options.onProgress, outcome.progress)
      }
      if (outcome.done !== undefined) resolve(outcome.done)
      if (outcome.failure !== undefined) reject(outcome.failure)
    }
    unsubscribeClosed = signals.onClosed(() => reject(new FileTransferError("closed", fileId)))
  })
  const unsubscribe = signals.follow(tags, (said) => {
    const outcome = outcomeOf(said)
    if (outcome === undefined) return
    if (fileId === undefined) early.push(outcome)
    else take(outcome)
  })
  const whole = async (): Promise<Followed> => {
    const started = await start()
    fileId = started.fileId
    for (const outcome of early) take(outcome)
    early = []
    return { fileId, chatItem: started.done ?? (await end) }
  }
  // It can fail while the start is still awaited, before anything awaits this.
  end.catch(() => {})
  try {
    return await within(whole(), options, (why, cause) => new FileTransferError(why, fileId, cause))
  } finally {
    unsubscribe()
    unsubscribeClosed()
  }
}
