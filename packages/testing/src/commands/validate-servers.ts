import type { T } from "@simplex-chat/types"
import { parseServer } from "../simulation/links.ts"

type Servers = readonly T.UpdatedUserOperatorServers[]

const protocols = ["smp", "xftp"] as const

/** Why the core would not take these servers. */
export function serverErrors(servers: Servers): T.UserServersError[] {
  return [...protocols.flatMap((protocol) => errorsOf(servers, protocol)), ...relayErrors(servers)]
}

function errorsOf(servers: Servers, protocol: T.ProtocolType): T.UserServersError[] {
  const hasServer = (role?: keyof T.ServerRoles) =>
    servers.some(({ operator, ...list }) => {
      const roles = protocol === "smp" ? operator?.smpRoles : operator?.xftpRoles
      const isAllowed =
        operator === undefined || (operator.enabled && (role === undefined || roles?.[role]))
      return isAllowed === true && listOf(list, protocol).some(isUsable)
    })
  const missing: T.UserServersError[] = !hasServer()
    ? [{ type: "noServers", protocol }]
    : [
        ...(hasServer("storage") ? [] : [{ type: "storageMissing", protocol } as const]),
        ...(hasServer("proxy") ? [] : [{ type: "proxyMissing", protocol } as const]),
      ]
  return [...missing, ...duplicates(servers, protocol)]
}

function listOf(
  { smpServers, xftpServers }: Pick<T.UpdatedUserOperatorServers, "smpServers" | "xftpServers">,
  protocol: T.ProtocolType,
): readonly T.UpdatedUserServer[] {
  return protocol === "smp" ? smpServers : xftpServers
}

const isUsable = ({ enabled, deleted }: { enabled: boolean; deleted: boolean }) =>
  enabled && !deleted

/** Servers that have a host in common. */
function duplicates(servers: Servers, protocol: T.ProtocolType): T.UserServersError[] {
  const known = servers.flatMap((list) => listOf(list, protocol)).filter(({ deleted }) => !deleted)
  const hosts = known.map(({ server }) => hostOf(server))
  return known.flatMap(({ server: duplicateServer }, i) => {
    const duplicateHost = hosts[i] ?? ""
    const isDuplicate = hosts.indexOf(duplicateHost) !== hosts.lastIndexOf(duplicateHost)
    return isDuplicate
      ? [{ type: "duplicateServer" as const, protocol, duplicateServer, duplicateHost }]
      : []
  })
}

function hostOf(server: string): string {
  try {
    return parseServer(server).host
  } catch {
    return server
  }
}

function relayErrors(servers: Servers): T.UserServersError[] {
  const known = servers.flatMap(({ chatRelays }) => chatRelays).filter(({ deleted }) => !deleted)
  const addresses = known.map(({ address }) => address)
  const isDuplicate = (address: string) =>
    addresses.indexOf(address) !== addresses.lastIndexOf(address)
  return known
    .filter(({ address }) => isDuplicate(address))
    .map(({ address, relayProfile }) => ({
      type: "duplicateChatRelayAddress",
      duplicateChatRelay: relayProfile.displayName,
      duplicateAddress: address,
    }))
}

/** What is not as useful as it could be. */
export function serverWarnings(servers: Servers): T.UserServersWarning[] {
  const hasRelay = servers.some(
    ({ operator, chatRelays }) => operator?.enabled !== false && chatRelays.some(isUsable),
  )
  return hasRelay ? [] : [{ type: "noChatRelays" }]
}
