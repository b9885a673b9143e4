import type { T } from "@simplex-chat/types"
import type { Chat } from "../../chat/chat.ts"
import { unreadable } from "../../simulation/failure.ts"
import { parseServer, type Server } from "../../simulation/links.ts"
import { userServers } from "../user-servers.ts"
import { type Answer, type BeyondCommand, command, json } from "./command.ts"

const ok = { type: "cmdOk" } as const

/** Which servers are used. */
export const serverCommands: readonly BeyondCommand[] = [
  // Queues are made on the first of several.
  command("/smp smp://", /^(\S+(?: smp:\/\/\S+)*)$/, (chat, [list]) => {
    const smp = serverList(`smp://${list}`)
    const [server = ""] = smp
    chat.state.users.update(chat.runningUser(), { server })
    return setServers(chat, { smp })
  }),
  command("/xftp xftp://", /^(\S+(?: xftp:\/\/\S+)*)$/, (chat, [list]) => {
    return setServers(chat, { xftp: serverList(`xftp://${list}`) })
  }),
  command("/smp", /^$/, (chat) => servers(chat, chat.activeUser().id, ["smp"])),
  command("/xftp", /^$/, (chat) => servers(chat, chat.activeUser().id, ["xftp"])),
  command("/_servers ", /^(\d+)(?: (\[.*\]))?$/s, (chat, [userId, list]) => {
    if (list === undefined) return servers(chat, Number(userId))
    chat.runningUserWith(Number(userId))
    const own = json<T.UserOperatorServers[]>(list).filter(({ operator }) => operator === undefined)
    const smp = usedOf(own.flatMap(({ smpServers }) => smpServers))
    const [server] = smp
    if (server !== undefined) chat.state.users.update(chat.runningUser(), { server })
    return setServers(chat, { smp, xftp: usedOf(own.flatMap(({ xftpServers }) => xftpServers)) })
  }),
  command("/_validate_servers ", /^(\d+) (\[.*\])$/s, (chat, [userId, list]) => {
    const user = chat.runningUserWith(Number(userId))
    const all = json<T.UserOperatorServers[]>(list)
    const serverErrors = [
      ...problemsOf("smp", usedOf(all.flatMap(({ smpServers }) => smpServers))),
      ...problemsOf("xftp", usedOf(all.flatMap(({ xftpServers }) => xftpServers))),
    ]
    const type = "userServersValidation"
    return { type, user: chat.wire(user), serverErrors, serverWarnings: warningsOf(all) }
  }),
]

function servers(chat: Chat, userId: number, kinds?: Parameters<typeof userServers>[2]): Answer {
  const user = chat.runningUserWith(userId)
  return {
    type: "userServers",
    user: chat.wire(user),
    userServers: userServers(chat, user, kinds),
  }
}

const usedOf = (listed: readonly T.UserServer[]) =>
  listed.filter(({ enabled, deleted }) => enabled && !deleted).map(({ server }) => server)

function problemsOf(protocol: T.ProtocolType, used: readonly string[]): T.UserServersError[] {
  if (used.length === 0) return [{ type: "noServers", protocol }]
  const hostOf = (server: string) => readServer(server).host
  return used
    .filter((server, i) => used.slice(0, i).some((other) => hostOf(other) === hostOf(server)))
    .map((duplicateServer) => ({
      type: "duplicateServer",
      protocol,
      duplicateServer,
      duplicateHost: hostOf(duplicateServer),
    }))
}

function warningsOf(all: readonly T.UserOperatorServers[]): T.UserServersWarning[] {
  const relays = all.flatMap(({ chatRelays }) => chatRelays)
  const isUsed = relays.some(({ enabled, deleted }) => enabled && !deleted)
  return isUsed ? [] : [{ type: "noChatRelays" }]
}

function setServers(
  chat: Chat,
  own: { readonly smp?: readonly string[]; readonly xftp?: readonly string[] },
): Answer {
  const user = chat.runningUser()
  chat.state.users.update(user, { ownServers: { ...user.ownServers, ...own } })
  return ok
}

function serverList(text: string): string[] {
  return text.split(" ").map((one) => {
    readServer(one)
    return one
  })
}

/** What is no address of a server is nothing that the core reads. */
export function readServer(text: string): Server {
  try {
    return parseServer(text)
  } catch {
    throw unreadable()
  }
}
