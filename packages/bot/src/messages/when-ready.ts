import { type ChatApi, ChatCommandError, type ChatTarget, chatRef } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"

/** How long to wait for a contact. */
export interface ReadyWait {
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

/**
 * Sends to a contact that may still be connecting: a person's first message can arrive together with
 * the request, before anything can be sent back. Waits until the contact is ready, then sends again.
 *
 * @throws {unknown} what `send` throws; `contactNotReady` when the contact is not ready in time
 */
export async function whenReady<Result>(
  api: ChatApi,
  chat: ChatTarget,
  wait: ReadyWait,
  send: () => Promise<Result>,
): Promise<Result> {
  try {
    return await send()
  } catch (error) {
    const ref = chatRef(chat)
    if (!isNotReady(error) || ref.chatType !== "direct" || wait.timeoutMs === 0) throw error
    if (!(await becomesReady(api, ref, wait))) throw error
    return send()
  }
}

const isNotReady = (error: unknown): boolean =>
  error instanceof ChatCommandError && error.code === "contactNotReady"

async function becomesReady(
  api: ChatApi,
  ref: T.ChatRef,
  { timeoutMs, signal }: ReadyWait,
): Promise<boolean> {
  const done = new AbortController()
  const options = {
    timeoutMs,
    signal: signal === undefined ? done.signal : AbortSignal.any([signal, done.signal]),
    where: ({ contact }: { contact: T.Contact }) => contact.contactId === ref.chatId,
  }
  // First: it can become ready before it was looked at.
  const events = [
    api.waitFor("contactSndReady", options),
    api.waitFor("contactConnected", options),
  ].map((waiting) => waiting.then(() => true))
  const ready = Promise.any(events).catch(() => false)
  try {
    return (await isReady(api, ref)) || (await ready)
  } finally {
    done.abort()
  }
}

async function isReady(api: ChatApi, ref: T.ChatRef): Promise<boolean> {
  const { chatInfo } = await api.apiGetChat(ref, { type: "last", count: 1 })
  const status =
    chatInfo.type === "direct" ? chatInfo.contact.activeConn?.connStatus.type : undefined
  return status === "sndReady" || status === "ready"
}
