import { commandKey } from "../../commands/parse-command.ts"
import type { CommandInfo } from "../../composer/command-info.ts"
import type { T } from "@simplex-chat/types"
import type { MenuEntry } from "../options.ts"

/** An entry of the menu as the core has it. */
export function wireEntry(entry: MenuEntry): T.ChatBotCommand {
  const { label } = entry
  return "commands" in entry
    ? { type: "menu", label, commands: entry.commands.map(wireEntry) }
    : { type: "command", keyword: entry.keyword, label, params: entry.params }
}

/** The declared menu, and after it the commands that describe themselves and are not in it. */
export function wholeMenu(
  declared: readonly MenuEntry[],
  described: readonly CommandInfo[],
): readonly MenuEntry[] {
  const known = new Set(keywordsOf(declared).map(commandKey))
  const others = described
    .filter(({ name }) => !known.has(commandKey(name)))
    .map(({ name, description, params, menu }) => ({
      keyword: name,
      label: typeof menu === "string" ? menu : description,
      params,
    }))
  return [...declared, ...others]
}

/** The commands of a menu and of the menus in it. */
export function keywordsOf(entries: readonly MenuEntry[]): string[] {
  return entries.flatMap((entry) =>
    "commands" in entry ? keywordsOf(entry.commands) : [entry.keyword],
  )
}
