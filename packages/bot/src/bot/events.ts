import type { AnyEvent, ChatApi } from "@simplex-chat/api"
import type { Logger } from "./logging.ts"
import type { BotOptions } from "./options.ts"

/** Calls `onEvent` for the events of a user: a database can have several. */
export function listen(api: ChatApi, userId: number, onEvent: (event: AnyEvent) => void): void {
  api.onAny((event) => {
    if ("user" in event && event.user !== undefined && event.user.userId !== userId) return
    onEvent(event)
  })
}

/** Logs who connects, by id, and what becomes of the network. */
export function logEvent(
  event: AnyEvent,
  { logContacts = true, logNetwork = false }: BotOptions,
  logger: Logger,
): void {
  if (logContacts && event.type === "contactConnected") {
    logger.info({ contactId: event.contact.contactId }, "a contact is connected")
  }
  if (logNetwork && networkEvents.has(event.type)) logger.info({ event: event.type }, "network")
}

const networkEvents: ReadonlySet<string> = new Set([
  "hostConnected",
  "hostDisconnected",
  "subscriptionStatus",
])
