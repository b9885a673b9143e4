import type { Handlers } from "./handlers.ts"
import type { ChatResponse, T } from "@simplex-chat/types"
import type { Answer as Given } from "./beyond-command.ts"
import { appSettingsCommands } from "./app-settings.ts"
import { callCommands } from "./calls.ts"
import { connectionSecurityCommands } from "./connection-security.ts"
import { checkStorage, databaseCommands } from "./databases.ts"
import { readingCommands } from "./reading.ts"
import { serverCommands } from "./servers.ts"
import { standaloneFileCommands } from "./standalone-files.ts"
import { CommandParseError, parseCommand } from "@simplex-chat/types/parse"
import type { Chat } from "../chat/chat.ts"
import { addressCommands } from "./addresses.ts"
import { channelCommands } from "./channels.ts"
import { reportCommands } from "./reports.ts"
import { chatCommands } from "./chats.ts"
import { connectCommands } from "./connect.ts"
import { contactCommands } from "./contacts.ts"
import { forwardingCommands } from "./forwarding.ts"
import { fileCommands } from "./files.ts"
import { groupCommands } from "./groups.ts"
import { groupLinkCommands } from "./group-links.ts"
import { memberCommands } from "./members.ts"
import { messageCommands } from "./messages.ts"
import { withNames } from "./names.ts"
import { pendingConnectionCommands } from "./pending-connections.ts"
import { preparedContactCommands } from "./prepared/contacts.ts"
import { preparedGroupCommands } from "./prepared/groups.ts"
import { undeclaredAnswer, undeclaredCommand } from "./undeclared.ts"
import { userSettingsCommands } from "./user-settings.ts"
import { chatSettingsCommands } from "./chat-settings.ts"
import { userCommands } from "./users.ts"
import { userPrivacyCommands } from "./user-privacy.ts"
import { commandFailed, Failure, NotSimulatedError, unreadable } from "../simulation/failure.ts"

const handlers: Partial<Handlers> = {
  ...userCommands,
  ...userPrivacyCommands,
  ...userSettingsCommands,
  ...chatSettingsCommands,
  ...addressCommands,
  ...connectCommands,
  ...pendingConnectionCommands,
  ...preparedContactCommands,
  ...preparedGroupCommands,
  ...contactCommands,
  ...messageCommands,
  ...chatCommands,
  ...fileCommands,
  ...forwardingCommands,
  ...groupCommands,
  ...memberCommands,
  ...groupLinkCommands,
  ...channelCommands,
  ...reportCommands,
  ...readingCommands,
  ...standaloneFileCommands,
  ...appSettingsCommands,
  ...serverCommands,
  ...connectionSecurityCommands,
  ...callCommands,
  ...databaseCommands,
}

/** What a command answers, as the library wraps it. */
export type Answer = { readonly result: Given } | { readonly error: T.ChatError }

/**
 * Does a command.
 *
 * @throws {NotSimulatedError} when a real core would do what this network does not.
 */
export function answerTo(chat: Chat, text: string): Answer {
  chat.state.recount()
  try {
    return { result: read(chat, text) }
  } catch (error) {
    if (error instanceof Failure) return { error: error.chatError }
    throw error
  }
}

function read(chat: Chat, text: string): Given {
  const undeclared = undeclaredAnswer(chat, text)
  if (undeclared !== undefined) return undeclared
  if (hasHalfCharacter(text)) throw unreadable()
  if (/^\/_send #\d+\(_support[^)]*\)\(as_group=on\)/.test(text))
    throw commandFailed("cannot send as group in support scope")
  // The core 7.0 wants a blank where 6.4 had none.
  if (/^\/_groups\d/.test(text)) throw unreadable()
  try {
    const { name, params, lookup } = parseCommand(text)
    const known =
      lookup === undefined ? params : withNames(chat, { name, params: params ?? {}, lookup })
    // A reading's name and parameters belong together, which a union cannot say.
    const handler = handlers[name]
    checkStorage(chat, name)
    if (handler === undefined) throw new NotSimulatedError(name)
    return (handler as (chat: Chat, params: unknown) => ChatResponse)(chat, known)
  } catch (error) {
    if (!(error instanceof CommandParseError)) throw error
    const other = undeclaredCommand(text)
    throw other === undefined ? unreadable() : new NotSimulatedError(other)
  }
}

/** Half a surrogate pair in JSON is nothing that the core reads (q-text 457). */
function hasHalfCharacter(text: string): boolean {
  const paired = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}/g
  return /(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]/.test(text.replaceAll(paired, ""))
}
