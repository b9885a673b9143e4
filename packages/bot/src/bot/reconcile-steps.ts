import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Notes } from "../checkpoints/notes.ts"
import { acceptAll } from "../contacts/pending-requests.ts"
import type { Logger } from "./logging.ts"
import type { BotOptions } from "./options.ts"
import {
  type Identified,
  reconcileAddress,
  reconcileMemberContacts,
  reconcileProfile,
  reconcileSettings,
} from "./reconcile-profile.ts"
import type { ReconcileStep } from "./reconciler.ts"

/** What is made as declared at each start, in this order. */
export function reconcileSteps(
  api: ChatApi,
  bot: Identified,
  { options, notes, logger }: { options: BotOptions; notes: Notes; logger: Logger },
): ReconcileStep[] {
  const { servers, retention } = options
  return [
    // First: an address is made on the servers that are set.
    {
      name: "servers",
      run: async () => {
        if (servers !== undefined) await api.setServers(servers)
      },
    },
    {
      name: "profile",
      run: async () => {
        const change = await reconcileProfile(api, bot, options, notes)
        if (change !== undefined) logger.info({}, change)
      },
    },
    {
      name: "retention",
      isOptional: true,
      run: async () => {
        if (retention === undefined) return
        await api.sendChatCmd(`/_ttl ${bot.user.userId} ${retention.seconds}`)
      },
    },
    {
      name: "member contacts",
      isOptional: true,
      run: () => reconcileMemberContacts(api, bot, options),
    },
    { name: "address", run: () => reconcileAddress(api, bot, options, notes) },
    { name: "address settings", run: () => reconcileSettings(api, bot, options, notes) },
  ]
}

/** Accepts a request that came before the address had its settings. */
export const acceptingStep = (
  api: ChatApi,
  { contactRequestId }: T.UserContactRequest,
): ReconcileStep => ({
  name: `contact request ${contactRequestId}`,
  run: () => acceptAll(api, [() => api.apiAcceptContactRequest(contactRequestId)]),
})
