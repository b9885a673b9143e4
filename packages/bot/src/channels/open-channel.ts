import { checkOptions, checkBot } from "../checks.ts"
import type { ChatApi } from "@simplex-chat/api"
import { type OptionKinds } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { ConfigurationError } from "../errors.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import type { Channel } from "./channel.ts"
import { ChannelError } from "./channel-error.ts"
import { relayIds } from "./relay-ids.ts"

/** A channel that is to be there. */
export interface ChannelOptions {
  /** Its name, by which it is found again. */
  readonly displayName: string
  readonly fullName?: string | undefined
  readonly shortDescr?: string | undefined
  /** The welcome message for new subscribers. */
  readonly description?: string | undefined
  /** A picture as a data URI. */
  readonly image?: string | undefined
  /** `history`, `reactions`, `comments`, `support`, ...; the defaults of the core when absent. */
  readonly preferences?: T.GroupPreferences | undefined
  /** The relays for a new channel; those that are enabled in the bot's database when absent. */
  readonly relays?: readonly RelayAddress[] | undefined
  /** How long to wait until a relay serves the channel, in milliseconds; 60,000 when absent. */
  readonly timeoutMs?: number | undefined
}

/** A relay by its address, and a name for it. */
export interface RelayAddress {
  readonly name: string
  readonly address: string
}

/** A bot that has started. */
interface Owner {
  readonly api: ChatApi
  readonly user: T.User
  channel(id: number): Channel
}

/** Two calls at once must not make two channels. */
const opening = new KeyedMutex()

/**
 * The channel of this name that the bot owns; it is made, through relays, when there is none. Call it
 * after the start of the bot: after a restart it is the same channel. The profile of one that exists is
 * left as it is.
 *
 * @throws {ConfigurationError} when no relay is set, and for an empty name
 * @throws {ChannelError} when no relay takes the channel, or none serves it in time: call it again then
 * @throws {ChatCommandError} `invalidDisplayName`
 *
 * @example
 * ```ts
 * const channel = await openChannel(bot, { displayName: "news" })
 * console.log(await channel.link())
 * ```
 */
export async function openChannel(bot: Owner, options: ChannelOptions): Promise<Channel> {
  checkBot(bot, "openChannel")
  checkOptions(options, kinds)
  const { displayName, timeoutMs = 60_000 } = options
  if (typeof displayName !== "string")
    throw new ConfigurationError("displayName", "must be the name of the channel")
  const groupId = await opening.run(`${bot.user.userId} ${displayName}`, async () => {
    const found = await ownChannel(bot, displayName)
    return found?.groupId ?? (await makeChannel(bot, options)).groupId
  })
  const channel = bot.channel(groupId)
  await relayed(bot.api, channel, timeoutMs)
  return channel
}

const kinds: OptionKinds<ChannelOptions> = {
  displayName: "name",
  fullName: "text",
  shortDescr: "text",
  description: "text",
  image: "text",
  preferences: "object",
  relays: "list",
  timeoutMs: "ms",
}

async function ownChannel({ api, user }: Owner, name: string): Promise<T.GroupInfo | undefined> {
  const groups = await api.apiListGroups(user.userId)
  return groups.find(
    ({ useRelays, groupProfile, membership }) =>
      useRelays &&
      groupProfile.displayName === name &&
      membership.memberRole === "owner" &&
      membership.memberStatus === "creator",
  )
}

async function makeChannel({ api, user }: Owner, options: ChannelOptions): Promise<T.GroupInfo> {
  const { displayName, fullName = "", shortDescr, description, image, preferences } = options
  const ids = await relayIds(api, options.relays)
  const groupPreferences = preferences
  const profile = { displayName, fullName, shortDescr, description, image, groupPreferences }
  const made = await api.apiNewPublicGroup(user.userId, ids, profile)
  if (made.type === "publicGroupCreated") return made.groupInfo
  const failed = made.addRelayResults.map(({ relay, relayError }) => [
    relay.relayProfile.displayName,
    relayError?.type ?? "accepted",
  ])
  throw new ChannelError(
    `${displayName}: no relay took the channel`,
    Object.fromEntries(failed) as Record<string, string>,
  )
}

/** Posts reach no subscriber until a relay is active. */
async function relayed(api: ChatApi, channel: Channel, timeoutMs: number): Promise<void> {
  const serving = async () => (await channel.relays()).some(({ status }) => status === "active")
  const givenUp = new AbortController()
  // A relay becomes active with this event, not with `groupRelayUpdated` (k-channels 170 to 176).
  const active = api.waitFor("groupLinkDataUpdated", {
    where: ({ groupInfo, groupRelays }) =>
      groupInfo.groupId === channel.id &&
      groupRelays.some(({ relayStatus }) => relayStatus === "active"),
    timeoutMs,
    signal: givenUp.signal,
  })
  active.catch(() => {})
  if (await serving()) return givenUp.abort()
  try {
    await active
  } catch {
    const states = (await channel.relays()).map(({ name, status }) => [name, status] as const)
    const problem = `channel ${channel.id}: no relay serves it within ${timeoutMs} ms`
    throw new ChannelError(problem, Object.fromEntries(states))
  }
}
