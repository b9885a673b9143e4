import { type ChatApi, ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"

/** Accepts something that asks to connect. */
type Accept = (api: ChatApi) => Promise<unknown>

/**
 * What asks to connect and waits for the user: requests to the address, and direct chats that members
 * of groups have offered. They stay when the bot was down, or did not accept them before.
 */
export function pendingRequests(chats: readonly T.AChat[]): Accept[] {
  return chats.flatMap(({ chatInfo }): Accept[] => {
    // A request of an earlier version, or to a business address.
    if (chatInfo.type === "contactRequest") {
      const { contactRequestId } = chatInfo.contactRequest
      return [(api) => api.apiAcceptContactRequest(contactRequestId)]
    }
    if (chatInfo.type !== "direct") return []
    const { contactId, contactRequestId, activeConn, groupDirectInv } = chatInfo.contact
    if (groupDirectInv?.groupDirectInvStartedConnection === false) {
      return [(api) => api.sendChatCmd(`/_accept member contact @${contactId}`)]
    }
    // One that was accepted has a connection.
    return contactRequestId === undefined || activeConn !== undefined
      ? []
      : [(api) => api.apiAcceptContactRequest(contactRequestId)]
  })
}

/** Accepts them; passes over those that were accepted or withdrawn meanwhile. */
export async function acceptAll(api: ChatApi, requests: readonly Accept[]): Promise<void> {
  for (const accept of requests) {
    try {
      await accept(api)
    } catch (error) {
      if (!isNoMore(error)) throw error
    }
  }
}

const isNoMore = (error: unknown): boolean =>
  error instanceof ChatCommandError &&
  (["commandError", "CMD PROHIBITED"].includes(error.code) || error.code.endsWith("NotFound"))
