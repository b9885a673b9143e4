import type { ChatResponse, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { commandFailed, unreadable } from "../simulation/failure.ts"
import { parseServer } from "../simulation/links.ts"
import { connectPreparedGroup, prepareGroup } from "./prepared-groups.ts"
import { messageCommands } from "./messages.ts"
import { markRead } from "../items/reading.ts"
import { acceptMemberContact } from "../receive/member-contacts.ts"

// Commands of the core that the bot API does not declare. Bots and test setups send a few of them
// as raw text; those are done here, and the others are refused by name.

/** Answers a text that is an undeclared command; undefined when it is none. */
export function undeclaredAnswer(chat: Chat, text: string): ChatResponse | undefined {
  for (const [head, answer] of done) {
    if (text === head.trimEnd() || text.startsWith(head))
      return answer(chat, text.slice(head.length))
  }
  return undefined
}

/** What a text would be to a real core that this network does not simulate; undefined if nothing. */
export function undeclaredCommand(text: string): string | undefined {
  const heads = [...done.map(([head]) => head), ...refused]
  const head = heads.find((one) => text === one.trimEnd() || text.startsWith(one))
  if (head !== undefined) return head.trimEnd()
  // What people type in a terminal: `/join 1`, `@alice hello`, `#team hello`.
  const typed = /^\/(\S+)/.exec(text)?.[1]
  if (typed !== undefined && typedCommands.includes(typed)) return `/${typed}`
  return /^[@#]\S+ \S/.test(text) ? "a message that is sent as in a terminal" : undefined
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
  "/_abort switch ",
  "/_app ",
  "/_archived reports ",
  "/_call ",
  "/_clear ",
  "/_conditions",
  "/_conn ",
  "/_create *",
  "/_db ",
  "/_delete reports ",
  "/_delete tag ",
  "/_download ",
  "/_enable ",
  "/_files_encrypt ",
  "/_forward ",
  "/_get app settings",
  "/_get code ",
  "/_get item info ",
  "/_get items ",
  "/_get reports ",
  "/_get tags ",
  "/_hide ",
  "/_incognito ",
  "/_info ",
  "/_invitation ",
  "/_mark ",
  "/_member ",
  "/_mute ",
  "/_network ",
  "/_network_statuses",
  "/_ntf ",
  "/_operators",
  "/_prepare contact ",
  "/_reaction members ",
  "/_reorder tags ",
  "/_resubscribe all",
  "/_save app settings",
  "/_security ",
  "/_server ",
  "/_servers ",
  "/_set alias ",
  "/_set conn user ",
  "/_set theme ",
  "/_settings ",
  "/_short link ",
  "/_smp",
  "/_switch ",
  "/_sync ",
  "/_ttl ",
  "/_unhide ",
  "/_unmute ",
  "/_unread ",
  "/_update tag ",
  "/_upload ",
  "/_validate ",
  "/_verify ",
  "/_xftp",
  "/debug ",
  "/get ",
  "/set ",
  "/smp ",
  "/sql ",
  "/xftp ",
]

/** The commands of the terminal, which no bot sends. */
const typedCommands = [
  "a",
  "accept",
  "ac",
  "ad",
  "add",
  "address",
  "auto_accept",
  "block",
  "cc",
  "chats",
  "clear",
  "code",
  "contacts",
  "create",
  "cs",
  "d",
  "da",
  "db",
  "delete",
  "delete_address",
  "f",
  "fc",
  "file",
  "fr",
  "fs",
  "fstatus",
  "g",
  "gd",
  "gp",
  "group",
  "groups",
  "gs",
  "h",
  "help",
  "hide",
  "i",
  "image",
  "img",
  "info",
  "j",
  "join",
  "l",
  "last",
  "leave",
  "link",
  "list",
  "live",
  "m",
  "markdown",
  "member",
  "members",
  "mr",
  "ms",
  "mute",
  "n",
  "network",
  "note",
  "p",
  "pa",
  "profile",
  "profile_address",
  "q",
  "quit",
  "r",
  "rc",
  "reject",
  "remote",
  "remove",
  "rm",
  "sa",
  "search",
  "servers",
  "show",
  "show_address",
  "smp",
  "start",
  "stop",
  "switch",
  "sync",
  "t",
  "tail",
  "ttl",
  "unblock",
  "unhide",
  "unmute",
  "v",
  "verify",
  "version",
  "xftp",
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
  if (match === null) throw unreadable()
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
