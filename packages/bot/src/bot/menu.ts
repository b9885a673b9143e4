import type { T } from "@simplex-chat/types"
import type { MenuEntry } from "./options.ts"

/** An entry of the menu as the core has it. */
export function wireEntry(entry: MenuEntry): T.ChatBotCommand {
  const { label } = entry
  return "commands" in entry
    ? { type: "menu", label, commands: entry.commands.map(wireEntry) }
    : { type: "command", keyword: entry.keyword, label, params: entry.params }
}

/** The commands of a menu and of the menus in it. */
export function keywordsOf(entries: readonly MenuEntry[]): string[] {
  return entries.flatMap((entry) =>
    "commands" in entry ? keywordsOf(entry.commands) : [entry.keyword],
  )
}
