import type { ChatResponse } from "@simplex-chat/types"
import type { CommandName, CommandReading } from "@simplex-chat/types/parse"
import type { Chat } from "../chat/chat.ts"

/** The parameters of a command, by its name. */
export type ParamsOf<Name extends CommandName> = Extract<CommandReading, { name: Name }>["params"]

/** Does commands: one function for each, which answers or throws a {@link Failure}. */
export type Handlers<Name extends CommandName = CommandName> = {
  readonly [N in Name]: (chat: Chat, params: ParamsOf<N>) => ChatResponse
}
