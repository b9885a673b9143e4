import type { Chat } from "../../chat/chat.ts"
import { unreadable } from "../../simulation/failure.ts"
import { serverText } from "../../simulation/links.ts"
import { type Answer, type BeyondCommand, command, json } from "./command.ts"
import { readServer } from "./servers.ts"

const ok = { type: "cmdOk" } as const

/** Where files are, and what runs. */
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
  command("/smp test ", /^(\S+)$/, (chat, [server]) => tested(chat, server)),
  command("/xftp test ", /^(\S+)$/, (chat, [server]) => tested(chat, server)),
  command("/_check running", /^$/, (chat) => ({
    type: chat.running ? "chatRunning" : "chatStopped",
  })),
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

/** All three folders, or nothing that the core reads. */
function setFilePaths(chat: Chat, text: string | undefined): Answer {
  const { appFilesFolder, appTempFolder, appAssetsFolder } = json<Record<string, unknown>>(text)
  const folders = [appFilesFolder, appTempFolder, appAssetsFolder]
  if (folders.some((folder) => typeof folder !== "string")) throw unreadable()
  chat.filesFolder = appFilesFolder as string
  chat.tempFolder = appTempFolder as string
  return ok
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
