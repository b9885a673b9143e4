import type { Chat } from "../chat/chat.ts"
import { chatCommands } from "./beyond/chats.ts"
import type { Answer, BeyondCommand } from "./beyond/command.ts"
import { fileCommands } from "./beyond/files.ts"
import { otherCommands } from "./beyond/others.ts"
import { settingsCommands } from "./beyond/settings.ts"

// Commands of the core that the bot API does not declare. Bots and test setups send a few of them
// as raw text; those are done here, and the others are refused by name.

const done: readonly BeyondCommand[] = [
  ...settingsCommands,
  ...chatCommands,
  ...fileCommands,
  ...otherCommands,
]

/** Answers a text that is an undeclared command; undefined when it is none. */
export function undeclaredAnswer(chat: Chat, text: string): Answer | undefined {
  const found = done.find((one) => begins(text, one.head))
  return found?.answer(chat, text.slice(found.head.length))
}

/** A head that ends in a letter is a word of its own: `/p` is not `/part`. */
function begins(text: string, head: string): boolean {
  if (!text.startsWith(head)) return text === head.trimEnd()
  return !/\w$/.test(head) || text === head || text.charAt(head.length) === " "
}

/** What a text would be to a real core that this network does not simulate; undefined if nothing. */
export function undeclaredCommand(text: string): string | undefined {
  const heads = [...done.map(({ head }) => head), ...refused]
  const head = heads.find((one) => text === one.trimEnd() || text.startsWith(one))
  if (head !== undefined) return head.trimEnd()
  // What people type in a terminal: `/join 1`, `@alice hello`, `#team hello`.
  const typed = /^\/(\S+)/.exec(text)?.[1]
  if (typed !== undefined && typedCommands.includes(typed)) return `/${typed}`
  return /^[@#]\S+ \S/.test(text) ? "a message that is sent as in a terminal" : undefined
}

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
