import type { T } from "@simplex-chat/types"
import { chatRelayView } from "../channels/group-relays.ts"
import type { Chat } from "../chat/chat.ts"
import { type Operator, operators } from "../simulation/operators.ts"
import type { UserRow } from "../store/rows.ts"

type Kind = T.ProtocolType | "relays"

/**
 * The servers that a user knows: the operators', and last the user's own. Once there are own ones of
 * a kind, those of the operators are not used (a-first-run, k-channels).
 */
export function userServers(
  chat: Chat,
  user: UserRow,
  kinds: readonly Kind[] = ["smp", "xftp", "relays"],
): T.UserOperatorServers[] {
  const { smp = [], xftp = [] } = user.ownServers ?? {}
  const relays = chat.state.chatRelays.filter(({ userId }) => userId === user.id)
  const ownRelays = relays.filter(({ preset }) => !preset)
  const numbers = numbersFrom(1)
  const presets = operators.map((operator, i) => ({
    operator: operator.operator,
    smpServers: numbers(presetServers(operator, "smp", smp.length === 0)),
    xftpServers: numbers(presetServers(operator, "xftp", xftp.length === 0)),
    // All preset relays are of the first operator.
    chatRelays: relays
      .filter(({ preset }) => preset === true && i === 0)
      .map((relay) => chatRelayView(relay, ownRelays.length === 0)),
  }))
  const own = {
    smpServers: numbers(smp.map((server) => ({ server, preset: false, enabled: true }))),
    xftpServers: numbers(xftp.map((server) => ({ server, preset: false, enabled: true }))),
    chatRelays: ownRelays.map((relay) => chatRelayView(relay)),
  }
  return [...presets, own].map((one) => ({
    ...one,
    smpServers: kinds.includes("smp") ? one.smpServers : [],
    xftpServers: kinds.includes("xftp") ? one.xftpServers : [],
    chatRelays: kinds.includes("relays") ? one.chatRelays.sort(byAddress) : [],
  }))
}

/** The core lists relays the other way round. */
const byAddress = (one: T.UserChatRelay, other: T.UserChatRelay) =>
  one.address > other.address ? -1 : 1

type Listed = Omit<T.UserServer, "serverId" | "deleted">

function presetServers(operator: Operator, kind: "smp" | "xftp", isUsed: boolean): Listed[] {
  return operator[kind].map((server, i) => ({
    server,
    preset: true,
    enabled: isUsed && i < operator.used[kind],
  }))
}

function numbersFrom(first: number) {
  let next = first
  return (servers: readonly Listed[]): T.UserServer[] =>
    servers.map(({ server, preset, enabled }) => ({
      serverId: next++,
      server,
      preset,
      enabled,
      deleted: false,
    }))
}
