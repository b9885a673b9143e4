// The menu of a bot's commands as `/set bot commands` takes it: `'Help':/help,'More':{'About':/about us}`.

import type { ChatBotCommand } from "./gen/types/index.ts"
import { fail } from "./syntax-error.ts"

/**
 * Writes the entries of a menu. Labels are in quotes. Commands never are: the core takes the slash
 * of `'/about us'` for a part of the keyword (recorded).
 */
export const menu = (entries: readonly ChatBotCommand[], at: string, deeper = 16): string =>
  Array.isArray(entries) && entries.length > 0 && deeper > 0
    ? Array.from(entries as readonly ChatBotCommand[], (entry) => {
        const label = `'${plain(entry?.label, at, /^[^'\p{Cc}\p{Cs}]+$/u)}':`
        if (entry.type === "menu") return `${label}{${menu(entry.commands, at, deeper - 1)}}`
        if (entry.type !== "command") return fail(at, "commands and menus")
        const { keyword, params } = entry
        const more = params == null ? "" : ` ${plain(params, at, /^[^\s':,}\p{Cc}\p{Cs}]+( [^\s':,}\p{Cc}\p{Cs}]+)*$/u)}`
        return `${label}/${plain(keyword, at, /^[^\s':,}\p{Cc}\p{Cs}]+$/u)}${more}`
      }).join()
    : fail(at, "an array with at least one entry, nested at most 16 times")

const plain = (value: string, at: string, allowed: RegExp): string =>
  typeof value === "string" && allowed.test(value)
    ? value
    : fail(at, "labels without quotes, and commands without quotes, colons, commas and braces")
