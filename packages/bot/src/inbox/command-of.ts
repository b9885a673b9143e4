import { commandKey, type ParsedCommand, parseCommand } from "../commands/parse-command.ts"
import type { Message } from "../messages/message.ts"

/** The command of a message; undefined if it has none, or one for another bot in the group. */
export function commandOf({ text, chat }: Message): ParsedCommand | undefined {
  const command = parseCommand(text)
  if (command?.bot === undefined || chat.type !== "group") return command
  const { localDisplayName, memberProfile } = chat.groupInfo.membership
  const names = [localDisplayName, memberProfile.displayName].map(nameKey)
  return names.includes(nameKey(command.bot)) ? command : undefined
}

/** Names have blanks, which cannot be typed after `@`. */
const nameKey = (name: string): string => commandKey(name).replaceAll(/[\s_]/g, "")
