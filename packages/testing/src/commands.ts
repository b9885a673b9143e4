import type { ChatResponse, T } from "@simplex-chat/types"
import {
  type CommandName,
  CommandParseError,
  type CommandReading,
  parseCommand,
} from "@simplex-chat/types/parse"
import type { Chat } from "./chat.ts"
import { addressCommands } from "./commands/addresses.ts"
import { chatCommands } from "./commands/chats.ts"
import { connectCommands } from "./commands/connect.ts"
import { contactCommands } from "./commands/contacts.ts"
import { fileCommands } from "./commands/files.ts"
import { groupCommands } from "./commands/groups.ts"
import { groupLinkCommands } from "./commands/group-links.ts"
import { memberCommands } from "./commands/members.ts"
import { messageCommands } from "./commands/messages.ts"
import { undeclaredAnswer, undeclaredCommand } from "./commands/undeclared.ts"
import { userCommands } from "./commands/users.ts"
import { Failure, NotSimulatedError, unreadable } from "./failure.ts"

export type ParamsOf<Name extends CommandName> = Extract<CommandReading, { name: Name }>["params"]

/** Does commands: one function for each, which answers or throws a {@link Failure}. */
export type Handlers<Name extends CommandName = CommandName> = {
  readonly [N in Name]: (chat: Chat, params: ParamsOf<N>) => ChatResponse
}

/** Channels work through relays, which are servers of their own kind: not simulated. */
const relays = (chat: Chat, params: object): never => {
  void chat
  void params
  throw new NotSimulatedError("channels and relays")
}

const handlers: Handlers = {
  ...userCommands,
  ...addressCommands,
  ...connectCommands,
  ...contactCommands,
  ...messageCommands,
  ...chatCommands,
  ...fileCommands,
  ...groupCommands,
  ...memberCommands,
  ...groupLinkCommands,
  APINewPublicGroup: relays,
  APIGetGroupRelays: relays,
  APIAddGroupRelays: relays,
}

/** What a command answers, as the library wraps it. */
export type Answer = { readonly result: ChatResponse } | { readonly error: T.ChatError }

/**
 * Does a command.
 *
 * @throws {NotSimulatedError} when a real core would do what this network does not.
 */
export function answerTo(chat: Chat, text: string): Answer {
  try {
    return { result: read(chat, text) }
  } catch (error) {
    if (error instanceof Failure) return { error: error.chatError }
    throw error
  }
}

function read(chat: Chat, text: string): ChatResponse {
  const undeclared = undeclaredAnswer(chat, text)
  if (undeclared !== undefined) return undeclared
  try {
    const { name, params, lookup } = parseCommand(text)
    if (lookup !== undefined) throw new NotSimulatedError(`a text for people, read as ${name}`)
    // A reading's name and parameters belong together, which a union cannot say.
    return (handlers[name] as (chat: Chat, params: unknown) => ChatResponse)(chat, params)
  } catch (error) {
    if (!(error instanceof CommandParseError)) throw error
    const other = undeclaredCommand(text)
    throw other === undefined ? unreadable() : new NotSimulatedError(other)
  }
}
