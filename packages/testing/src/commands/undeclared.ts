import type { ChatResponse, T } from "@simplex-chat/types"
import type { Chat } from "../chat.ts"
import { commandFailed, NotSimulatedError, unreadable } from "../failure.ts"
import { parseServer } from "../links.ts"
import { connectPreparedGroup, prepareGroup } from "../prepared-groups.ts"
import { messageCommands } from "./messages.ts"
import { markRead } from "../reading.ts"
import { acceptMemberContact } from "../member-contacts.ts"

// Commands of the core that the bot API does not declare. Bots and test setups send a few of them
// as raw text; those are done here, and the others are refused by name.

/** Answers a text that is an undeclared command; undefined when it is none. */
export function undeclaredAnswer(chat: Chat, text: string): ChatResponse | undefined {
  for (const [head, answer] of done) {
    if (text === head.trimEnd() || text.startsWith(head))
      return answer(chat, text.slice(head.length))
  }
  const other = refused.find((head) => text === head.trimEnd() || text.startsWith(head))
  if (other !== undefined) throw new NotSimulatedError(other.trimEnd())
  return undefined
}

type Answerer = (chat: Chat, rest: string) => ChatResponse

const ok = { type: "cmdOk" } as const

const done: readonly (readonly [string, Answerer])[] = [
  ["/set file paths ", setFilePaths],
  ["/_files_folder ", (chat, folder) => filesFolder(chat, folder)],
  ["/_temp_folder ", () => ok],
  ["/smp smp://", setServer],
  ["/xftp xftp://", (chat) => (chat.runningUser(), ok)],
  ["/_check running", (chat) => (chat.started ? { type: "chatRunning" } : { type: "chatStopped" })],
  ["/_read chat items ", (chat, rest) => readItems(chat, rest)],
  ["/_read chat ", (chat, rest) => readItems(chat, rest)],
  ["/_report #", report],
  ["/_set alias @", setAlias],
  ["/set bot commands ", setBotCommands],
  ["/_accept member contact @", (chat, rest) => acceptMemberContact(chat, Number(rest))],
  ["/_prepare group ", prepareGroup],
  ["/_connect group ", connectPreparedGroup],
  [
    "//",
    () => {
      throw commandFailed("not supported")
    },
  ],
]

/** What else a real core knows, by how it begins. */
const refused = [
  "/_prepare contact ",
  "/_download ",
  "/_files_encrypt ",
  "/_get item info ",
  "/_info ",
  "/_network ",
  "/_network_statuses",
  "/_reaction members ",
  "/_servers ",
  "/_set alias ",
  "/_upload ",
  "/_forward ",
  "/_call ",
  "/_db ",
  "/_hide ",
  "/_unhide ",
  "/_incognito ",
  "/_security ",
  "/_switch ",
  "/_sync ",
  "/_ttl ",
  "/debug ",
  "/fstatus ",
  "/get ",
  "/groups",
  "/help",
  "/p",
  "/smp",
  "/sql ",
  "/version",
  "/xftp",
]

function setFilePaths(chat: Chat, json: string): ChatResponse {
  const { appFilesFolder, appTempFolder } = JSON.parse(json) as Record<string, string>
  chat.filesFolder = appFilesFolder
  chat.tempFolder = appTempFolder
  return ok
}

function filesFolder(chat: Chat, folder: string): ChatResponse {
  chat.filesFolder = folder
  return ok
}

function setServer(chat: Chat, server: string): ChatResponse {
  const user = chat.runningUser()
  try {
    parseServer(`smp://${server}`)
  } catch {
    throw unreadable()
  }
  chat.state.users.update(user, { server: `smp://${server}` })
  return ok
}

function readItems(chat: Chat, rest: string): ChatResponse {
  const [ref = "", ids] = rest.split(" ")
  const user = chat.runningUser()
  markRead(chat, user, ref, ids?.split(",").map(Number))
  return { type: "cmdOk", user_: chat.wire(user) }
}

function setAlias(chat: Chat, rest: string): ChatResponse {
  const [id = "", ...words] = rest.split(" ")
  const user = chat.runningUser()
  const contact = chat.contact(user, Number(id))
  const profile = { ...contact.profile, localAlias: words.join(" ") }
  chat.state.contacts.update(contact, { profile })
  return { type: "cmdOk", user_: chat.wire(user) }
}

/** `1 25 reason=spam TEXT`: a message to the group's moderators about another. */
function report(chat: Chat, rest: string): ChatResponse {
  const match = /^(\d+) (\d+) reason=(\w+) ?(.*)$/s.exec(rest)
  if (!match) throw unreadable()
  const reason = match[3] as T.ReportReason
  return messageCommands.APISendMessages(chat, {
    sendRef: { chatType: "group", chatId: Number(match[1]), chatScope: { type: "memberSupport" } },
    liveMessage: false,
    composedMessages: [
      {
        msgContent: { type: "report", text: match[4] ?? "", reason },
        quotedItemId: Number(match[2]),
        mentions: {},
      },
    ],
  })
}

/** `'Help':/help,'Order status':'/order <id>'`, as the core reads it (it keeps a quoted slash). */
function setBotCommands(chat: Chat, rest: string): ChatResponse {
  const user = chat.runningUser()
  const commands = [...rest.matchAll(/'([^']+)':(?:\/(\S+?)|'([^']+)')(?:,|$)/g)].map((match) => {
    const [keyword = "", ...params] = (match[2] ?? match[3] ?? "").split(" ")
    const more = params.length > 0 ? { params: params.join(" ") } : {}
    return { type: "command" as const, keyword, label: match[1] ?? "", ...more }
  })
  const { preferences } = user.profile
  const profile = { ...user.profile, preferences: { ...preferences, commands } }
  chat.state.users.update(user, { profile })
  return { type: "cmdOk", user_: chat.wire(user) }
}
