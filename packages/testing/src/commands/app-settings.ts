import type { CR } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { NotSimulatedError } from "../simulation/failure.ts"
import type { Handlers } from "./handlers.ts"

/** Where files are, how servers are reached, what runs. */
export const appSettingsCommands = {
  APISetAppFilePaths(chat, { filePaths: { appFilesFolder, appTempFolder } }) {
    chat.filesFolder = appFilesFolder
    chat.tempFolder = appTempFolder
    return { type: "cmdOk" }
  },

  SetFilesFolder(chat, { filesFolder }) {
    chat.filesFolder = filesFolder
    return { type: "cmdOk" }
  },

  SetTempFolder(chat, { tempFolder }) {
    chat.tempFolder = tempFolder
    return { type: "cmdOk" }
  },

  APISetEncryptLocalFiles(chat, { enable }) {
    chat.encryptFiles = enable
    return { type: "cmdOk" }
  },

  CheckChatRunning: (chat) => ({ type: chat.running ? "chatRunning" : "chatStopped" }),
  ShowVersion: () => versionInfo,

  APISetNetworkConfig(chat, { networkConfig }) {
    chat.networkConfig = networkConfig
    return { type: "cmdOk" }
  },

  APIGetNetworkConfig({ networkConfig }) {
    // What a core begins with depends on the app that runs it.
    if (networkConfig === undefined) throw new NotSimulatedError("the default network settings")
    return { type: "networkConfig", networkConfig }
  },

  APISetNetworkInfo: () => ({ type: "cmdOk" }),

  ReconnectAllServers: reconnect,
  ReconnectServer: reconnect,
  ResubscribeAllConnections(chat) {
    chat.runningUser()
    return { type: "cmdOk" }
  },

  ShowConnectionsDiff(chat, { showIds }) {
    chat.activeUser()
    // The core and its agent always know of the same.
    const none = { missingIds: [], extraIds: [] }
    return { type: "connectionsDiff", showIds, userIds: none, connIds: none }
  },

  GetAgentSubsTotal(chat, { userId }) {
    const user = chat.sameUser(chat.activeUser(), userId)
    const isOpen = (conn: { userId: number; status: string }) =>
      conn.userId === user.id && conn.status !== "deleted"
    const ssActive = chat.state.conns.filter(isOpen).length
    const subsTotal = { ssActive, ssPending: 0 }
    return { type: "agentSubsTotal", user: chat.wire(user), subsTotal, hasSession: true }
  },
} satisfies Partial<Handlers>

function reconnect(chat: Chat): CR.CmdOk {
  chat.runningUser()
  chat.disconnect()
  return { type: "cmdOk" }
}

/** The version of the core that this network imitates. Its migrations are nothing that bots read. */
const versionInfo: CR.VersionInfo = {
  type: "versionInfo",
  versionInfo: { version: "7.0.4.0", simplexmqVersion: "7.0.4.0", simplexmqCommit: "" },
  chatMigrations: [],
  agentMigrations: [],
}
