import { isDeepStrictEqual } from "node:util"
import type { T } from "@simplex-chat/types"
import { chatRelayView } from "../channels/group-relays.ts"
import type { Chat } from "../chat/chat.ts"
import { refuse } from "../simulation/failure.ts"
import { Random } from "../simulation/random.ts"
import type { UserRow } from "../store/rows.ts"
import file from "./operators.json" with { type: "json" }
import presets from "./presets.json" with { type: "json" }

// The servers of operators, which every core knows. They are not on this network, so nothing is made on
// them: users of real cores choose their own servers as well (a-first-run 36 to 39).

interface Preset {
  readonly operator: T.ServerOperator
  readonly smpServers: readonly string[]
  readonly xftpServers: readonly string[]
}

const operators = file as readonly Preset[]

/** How many servers of an operator a new user gets, chosen by chance. */
const chosen = { simplex: { smp: 4, xftp: 3 }, flux: { smp: 3, xftp: 3 } }

function drawn({ id }: UserRow): string[] {
  const random = new Random(id)
  return operators.flatMap(({ operator, smpServers, xftpServers }) => {
    const { smp, xftp } = chosen[operator.operatorTag ?? "simplex"]
    const pick = (servers: readonly string[], count: number) =>
      random.shuffled(servers).slice(0, count)
    return [...pick(smpServers, smp), ...pick(xftpServers, xftp)]
  })
}

function relaysOf({ state }: Chat, { id }: UserRow) {
  return state.chatRelays.filter(({ userId, preset }) => userId === id && preset === true)
}

/** The operators' servers and relays that a user has switched on, by address. */
function enabledOf(chat: Chat, user: UserRow): readonly string[] {
  const relays = relaysOf(chat, user).map(({ address }) => address)
  return user.operatorsOn ?? [...drawn(user), ...relays]
}

/** Own servers or relays replace the presets, which are switched off (a-first-run 40, k-channels 129). */
export function switchOff(chat: Chat, user: UserRow, which: "smp" | "xftp" | "relays"): void {
  const isOther = (address: string) =>
    which === "relays" ? !address.startsWith("https:") : !address.startsWith(`${which}:`)
  const operatorsOn = enabledOf(chat, user).filter(isOther)
  chat.state.users.update(user, { operatorsOn })
}

/** Switches servers and relays of operators on and off. */
export function setOperatorServers(
  chat: Chat,
  user: UserRow,
  given: readonly T.UpdatedUserOperatorServers[],
): void {
  const ofOperators = given.filter(({ operator }) => operator !== undefined)
  if (ofOperators.length === 0) return
  const isKnown = ({ operator }: T.UpdatedUserOperatorServers) =>
    operators.some((one) => isDeepStrictEqual(one.operator, operator))
  refuse("changing an operator", !ofOperators.every(isKnown))
  const isOn = ({ enabled, deleted }: { enabled: boolean; deleted: boolean }) => enabled && !deleted
  const operatorsOn = ofOperators.flatMap(({ smpServers, xftpServers, chatRelays }) => [
    ...[...smpServers, ...xftpServers].filter(isOn).map(({ server }) => server),
    ...chatRelays.filter(isOn).map(({ address }) => address),
  ])
  chat.state.users.update(user, { operatorsOn })
}

/** What a user has of each operator; the first of them runs relays. */
export function operatorServers(chat: Chat, user: UserRow): T.UserOperatorServers[] {
  const on = new Set(enabledOf(chat, user))
  let serverId = firstServerId(user)
  const view = (server: string): T.UserServer => ({
    serverId: serverId++,
    server,
    preset: true,
    enabled: on.has(server),
    deleted: false,
  })
  return operators.map(({ operator, smpServers, xftpServers }, i) => ({
    operator,
    smpServers: smpServers.map(view),
    xftpServers: xftpServers.map(view),
    chatRelays: i === 0 ? byAddress(relaysOf(chat, user).map((row) => presetRelay(row, on))) : [],
  }))
}

const perUser = operators.reduce(
  (count, { smpServers, xftpServers }) => count + smpServers.length + xftpServers.length,
  0,
)

/** Each user has all servers once more, under numbers of their own. */
const firstServerId = ({ id }: UserRow) => (id - 1) * perUser + 1

/** The number of the first server that a user added. */
export const ownServerId = (user: UserRow) => firstServerId(user) + perUser

function presetRelay(
  row: Parameters<typeof chatRelayView>[0],
  on: ReadonlySet<string>,
): T.UserChatRelay {
  const view = chatRelayView(row)
  return {
    ...view,
    relayProfile: { ...view.relayProfile, ...relayImage },
    domains: ["simplex.im"],
    enabled: on.has(row.address),
  }
}

/** Relays have the picture of the contact that answers questions. */
const relayImage = { image: presets[1]?.image ?? "" }

/** Relays are listed by their address, in descending order (k-channels 129). */
export function byAddress(relays: readonly T.UserChatRelay[]): T.UserChatRelay[] {
  return relays.toSorted((one, other) => (one.address < other.address ? 1 : -1))
}
