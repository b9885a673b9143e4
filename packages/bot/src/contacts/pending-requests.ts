import { type ChatApi, ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { isTemporary } from "../messages/is-temporary.ts"

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

/**
 * Accepts them; passes over those that were accepted or withdrawn meanwhile.
 *
 * @param onFailure one can never be accepted, as when the asker is gone; the others are all the same
 * @throws {ChatCommandError} when there is no network; try again later
 */
export async function acceptAll(
  api: ChatApi,
  requests: readonly Accept[],
  onFailure: (error: unknown) => void,
): Promise<void> {
  let failure: ChatCommandError | undefined
  for (const accept of requests) {
    try {
      await accept(api)
    } catch (error) {
      if (isTemporary(error)) failure ??= error
      else if (!isNoMore(error)) onFailure(error)
    }
  }
  if (failure !== undefined) throw failure
}

const isNoMore = (error: unknown): boolean =>
  error instanceof ChatCommandError &&
  (["commandError", "CMD PROHIBITED"].includes(error.code) || error.code.endsWith("NotFound"))
