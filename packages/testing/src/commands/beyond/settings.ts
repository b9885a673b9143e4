import type { Chat } from "../../chat/chat.ts"
import { unreadable } from "../../simulation/failure.ts"
import { ownRelays } from "../channels.ts"
import { parseServer, type Server, serverText } from "../../simulation/links.ts"
import { type Answer, type BeyondCommand, command, json } from "./command.ts"

const ok = { type: "cmdOk" } as const

/** Where files are, which servers are used, what runs. */
export const settingsCommands: readonly BeyondCommand[] = [
  command("/set file paths ", /^(.*)$/s, (chat, [paths]) => setFilePaths(chat, paths)),
  command("/_files_folder ", /^(.+)$/, (chat, [folder]) => {
    chat.filesFolder = folder
    return ok
  }),
  command("/_temp_folder ", /^(.+)$/, (chat, [folder]) => {
    chat.tempFolder = folder
    return ok
  }),
  command("/_files_encrypt ", /^(on|off)$/, (chat, [onOff]) => {
    chat.encryptFiles = onOff === "on"
    return ok
  }),
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
  command("/smp test ", /^(\S+)$/, (chat, [server]) => tested(chat, server)),
  command("/xftp test ", /^(\S+)$/, (chat, [server]) => tested(chat, server)),
  command("/_check running", /^$/, (chat) => ({
    type: chat.running ? "chatRunning" : "chatStopped",
  })),
  command("/_servers ", /^(\d+)$/, (chat, [userId]) => servers(chat, Number(userId))),
  command("/smp", /^$/, (chat) => servers(chat, chat.activeUser().id)),
  command("/version", /^$/, () => versionInfo),
  command("/v", /^$/, () => versionInfo),
  command("/help", /^$/, () => ({ type: "chatHelp", helpSection: "main" })),
  command("/_network ", /^(\{.*\})$/s, (_, [config]) => {
    // All of it or nothing that the core reads, but for the proxy and the probes of connections.
    const { socksMode, hostMode, requiredHostMode, sessionMode } =
      json<Record<string, unknown>>(config)
    const given = [socksMode, hostMode, requiredHostMode, sessionMode]
    if (given.some((one) => one === undefined)) throw unreadable()
    return ok
  }),
  command("/get subs total ", /^(\d+)$/, (chat, [userId]) => {
    const user = chat.sameUser(chat.activeUser(), Number(userId))
    const isOpen = ({ userId: id, status }: { userId: number; status: string }) =>
      id === user.id && status !== "deleted"
    const ssActive = chat.state.conns.filter(isOpen).length
    const subsTotal = { ssActive, ssPending: 0 }
    return { type: "agentSubsTotal", user: chat.wire(user), subsTotal, hasSession: true }
  }),
]

/** The version of the core that this network imitates. Its migrations are nothing that bots read. */
const versionInfo = {
  type: "versionInfo",
  versionInfo: { version: "7.0.4.0", simplexmqVersion: "7.0.4.0", simplexmqCommit: "" },
  chatMigrations: [],
  agentMigrations: [],
}

/** The user's own servers: those of operators are not on this network. */
function servers(chat: Chat, userId: number): Answer {
  const user = chat.runningUserWith(userId)
  const { smp = [], xftp = [] } = user.ownServers ?? {}
  const own = { preset: false, enabled: true, deleted: false }
  const listed = [...smp, ...xftp].map((server, i) => ({ serverId: i + 1, server, ...own }))
  const userServers = [
    {
      smpServers: listed.slice(0, smp.length),
      xftpServers: listed.slice(smp.length),
      chatRelays: ownRelays(chat, user),
    },
  ]
  return { type: "userServers", user: chat.wire(user), userServers }
}

/** All three folders, or nothing that the core reads. */
function setFilePaths(chat: Chat, text: string | undefined): Answer {
  const { appFilesFolder, appTempFolder, appAssetsFolder } = json<Record<string, unknown>>(text)
  const folders = [appFilesFolder, appTempFolder, appAssetsFolder]
  if (folders.some((folder) => typeof folder !== "string")) throw unreadable()
  chat.filesFolder = appFilesFolder as string
  chat.tempFolder = appTempFolder as string
  return ok
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
function readServer(text: string): Server {
  try {
    return parseServer(text)
  } catch {
    throw unreadable()
  }
}

function tested(chat: Chat, testServer: string | undefined): Answer {
  const user = chat.activeUser()
  const server = readServer(testServer ?? "")
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
