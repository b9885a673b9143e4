import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { ConfigurationError } from "../errors.ts"

type Ids = [number, ...number[]]

/**
 * The ids of these relays among those of the user, who learns of new ones; of all that are enabled when
 * none are given.
 *
 * @throws {ConfigurationError} when there are none
 */
export async function relayIds(
  api: ChatApi,
  wanted: readonly { readonly name: string; readonly address: string }[] | undefined,
): Promise<Ids> {
  const known = await relaysOf(api)
  if (wanted === undefined) {
    const enabled = known.filter((relay) => relay.enabled)
    return idsOf(
      enabled,
      "no relay is enabled in the bot's database; give relays: [{ name, address }]",
    )
  }
  const isKnown = (address: string) => known.some((relay) => relay.address === address)
  const added = wanted.filter(({ address }) => !isKnown(address))
  // The command replaces the user's own relays; presets stay.
  const own = known.filter(({ preset }) => !preset)
  const all = [
    ...own.map(({ address, relayProfile }) => ({ name: relayProfile.displayName, address })),
    ...added,
  ]
  const [first, ...others] = all
  if (added.length > 0 && first !== undefined) await api.apiSetChatRelays([first, ...others])
  const now = added.length > 0 ? await relaysOf(api) : known
  const chosen = now.filter(({ address }) => wanted.some((relay) => relay.address === address))
  return idsOf(chosen, "must have at least one relay: [{ name, address }]")
}

async function relaysOf(api: ChatApi): Promise<T.UserChatRelay[]> {
  const operators = await api.apiGetChatRelays()
  return operators.flatMap(({ chatRelays }) => chatRelays).filter(({ deleted }) => !deleted)
}

function idsOf(relays: readonly T.UserChatRelay[], problem: string): Ids {
  const [first, ...others] = relays.map(({ chatRelayId }) => chatRelayId)
  if (first === undefined) throw new ConfigurationError("relays", problem)
  return [first, ...others]
}
