import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Notes } from "../checkpoints/notes.ts"
import { acceptAll, type pendingRequests } from "../contacts/pending-requests.ts"
import { logError, type Logger } from "./logging.ts"
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
        const unreached = await reconcileProfile(api, bot, options, notes)
        if (unreached !== undefined) logger.info({ unreached }, "the profile was updated")
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
  logger: Logger,
): ReconcileStep => ({
  name: `contact request ${contactRequestId}`,
  run: () =>
    acceptAll(
      api,
      [() => api.apiAcceptContactRequest(contactRequestId)],
      logRefused(logger, { contactRequestId }),
    ),
})

/** Accepts those that waited while the bot was down. */
export const acceptingAllStep = (
  api: ChatApi,
  requests: ReturnType<typeof pendingRequests>,
  logger: Logger,
): ReconcileStep => ({
  name: "contact requests",
  run: () => acceptAll(api, requests, logRefused(logger, {})),
})

const logRefused =
  (logger: Logger, fields: object) =>
  (error: unknown): void =>
    logError(logger, fields, error, "a request to connect cannot be accepted")

/** Joins a group to which the bot is invited, and wants to belong. */
export const joiningStep = (api: ChatApi, groupId: number): ReconcileStep => ({
  name: `group invitation ${groupId}`,
  run: async () => void (await api.apiJoinGroup(groupId)),
})
