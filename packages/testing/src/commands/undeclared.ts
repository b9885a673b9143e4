import type { Chat } from "../chat/chat.ts"
import { commandFailed } from "../simulation/failure.ts"
import { type Answer, type BeyondCommand, command } from "./beyond-command.ts"
import { callTexts } from "./calls.ts"

// Commands of the core that the bot API does not declare. A few are done here, and the others are
// refused by name.

const done: readonly BeyondCommand[] = [
  ...callTexts,
  command("/help", /^$/, () => ({ type: "chatHelp", helpSection: "main" })),
  command("//", /^/, () => {
    throw commandFailed("not supported")
  }),
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

/**
 * What a text would be to a real core that this network does not simulate; undefined for what no core
 * reads. All else that a core reads is declared.
 */
export function undeclaredCommand(text: string): string | undefined {
  return rare.find((head) => text === head || text.startsWith(`${head} `))
}

/** Help for people, remote control, SQL and debugging, the settings of apps, and push messages. */
const rare = [
  "/help",
  "/h",
  "/markdown",
  "/m",
  "/welcome",
  "/quit",
  "/q",
  "/show on",
  "/show off",
  "/set device name",
  "/remote_hosts_folder",
  "/list remote hosts",
  "/list remote ctrls",
  "/switch remote host",
  "/start remote host",
  "/stop remote host",
  "/delete remote host",
  "/store remote file",
  "/get remote file",
  "/connect remote ctrl",
  "/crc",
  "/find remote ctrl",
  "/confirm remote ctrl",
  "/verify remote ctrl",
  "/stop remote ctrl",
  "/delete remote ctrl",
  "/sql chat",
  "/sql agent",
  "/sql slow",
  "/debug locks",
  "/debug event",
  "/get subs",
  "/get workers",
  "/get queues",
  "/_get app settings",
  "/_save app settings",
  "/_set theme",
  "/_ntf",
]
