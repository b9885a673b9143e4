import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { NotSimulatedError, unreadable } from "../simulation/failure.ts"
import { parseServer, type Server, serverText } from "../simulation/links.ts"
import type { UserRow } from "../store/rows.ts"
import { ownRelays, setOwnRelays } from "./channels.ts"
import type { Handlers } from "./handlers.ts"
import {
  byAddress,
  operatorServers,
  ownServerId,
  setOperatorServers,
  switchOff,
} from "./operators.ts"
import { serverErrors, serverWarnings } from "./validate-servers.ts"

/** The servers that a user chose, and those of operators. */
export const serverCommands = {
  SetUserProtoServers(chat, { serverProtocol, servers }) {
    if (serverProtocol === "ntf") throw new NotSimulatedError("servers for push messages")
    for (const server of servers) readServer(server)
    const user = chat.runningUser()
    chooseServers(chat, user, { [serverProtocol]: servers })
    switchOff(chat, user, serverProtocol)
    return { type: "cmdOk" }
  },

  GetUserProtoServers(chat, { serverProtocol }) {
    if (serverProtocol === "ntf") throw new NotSimulatedError("servers for push messages")
    const answer = userServers(chat, chat.runningUser())
    const only = { smp: { xftpServers: [] }, xftp: { smpServers: [] } }[serverProtocol]
    const shown = answer.userServers.map((list) => ({ ...list, ...only, chatRelays: [] }))
    return { ...answer, userServers: shown }
  },

  APIGetUserServers: (chat, { userId }) => userServers(chat, chat.runningUserWith(userId)),

  APISetUserServers(chat, { userId, userServers: given }) {
    const user = chat.runningUserWith(userId)
    const own = given.filter(({ operator }) => operator === undefined)
    const usable = (servers: readonly T.UpdatedUserServer[]) =>
      servers.filter(({ enabled, deleted }) => enabled && !deleted).map(({ server }) => server)
    const smp = own.flatMap(({ smpServers }) => usable(smpServers))
    const xftp = own.flatMap(({ xftpServers }) => usable(xftpServers))
    for (const server of [...smp, ...xftp]) readServer(server)
    setOperatorServers(chat, user, given)
    chooseServers(chat, user, { smp, xftp })
    const relays = own.flatMap(({ chatRelays }) => chatRelays.filter(({ deleted }) => !deleted))
    setOwnRelays(
      chat,
      user,
      relays.map(({ address, relayProfile }) => ({ address, name: relayProfile.displayName })),
    )
    return { type: "cmdOk" }
  },

  APIValidateServers(chat, { userId, userServers: given }) {
    const user = chat.runningUserWith(userId)
    return {
      type: "userServersValidation",
      user: chat.wire(user),
      serverErrors: serverErrors(given),
      serverWarnings: serverWarnings(given),
    }
  },

  TestProtoServer: (chat, { server }) => tested(chat, chat.activeUser(), server),
  APITestProtoServer: (chat, { userId, server }) =>
    tested(chat, chat.sameUser(chat.activeUser(), userId), server),
} satisfies Partial<Handlers>

function userServers(chat: Chat, user: UserRow): CR.UserServers {
  const { smp = [], xftp = [] } = user.ownServers ?? {}
  const own = { preset: false, enabled: true, deleted: false }
  const first = ownServerId(user)
  const listed = [...smp, ...xftp].map((server, i) => ({ serverId: first + i, server, ...own }))
  return {
    type: "userServers",
    user: chat.wire(user),
    userServers: [
      ...operatorServers(chat, user),
      {
        smpServers: listed.slice(0, smp.length),
        xftpServers: listed.slice(smp.length),
        chatRelays: byAddress(ownRelays(chat, user)),
      },
    ],
  }
}

/** Queues are made on the first of several. */
function chooseServers(
  chat: Chat,
  user: UserRow,
  own: { readonly smp?: readonly string[]; readonly xftp?: readonly string[] },
): void {
  const [server] = own.smp ?? []
  chat.state.users.update(user, {
    ...(server !== undefined && { server }),
    ownServers: { ...user.ownServers, ...own },
  })
}

/** Anything but the address of a server is a malformed command. */
function readServer(text: string): Server {
  try {
    return parseServer(text)
  } catch {
    throw unreadable()
  }
}

function tested(chat: Chat, user: UserRow, testServer: string): CR.ServerTestResult {
  const server = readServer(testServer)
  const isThere = server.host === chat.hub.server.host
  const smp = serverText(server).startsWith("smp")
  return {
    type: "serverTestResult",
    user: chat.wire(user),
    testServer,
    ...(!isThere && {
      testFailure: {
        testStep: "connect",
        testError: {
          type: "BROKER",
          brokerAddress: testServer,
          brokerErr: {
            type: "NETWORK",
            networkError: { type: "connectError", connectError: smp ? "unreachable" : "" },
          },
        },
      },
    }),
  }
}
