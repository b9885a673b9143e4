import { commandKey } from "../commands/parse-command.ts"
import type { MenuChat } from "../filters/reach.ts"
import type { Message } from "../messages/message.ts"
import { english, ownText } from "../texts/own-texts.ts"
import type { CommandInfo } from "./command-info.ts"
import type { Plan, Route } from "./plan.ts"

/**
 * The commands for the menu that apps show in a chat: those that can be used there. Where that depends on
 * the sender, as it does with a role, only those with a `menu` of their own.
 */
export function menuCommands({ steps, messagesFrom }: Plan, chat: MenuChat): CommandInfo[] {
  const listed = new Map<string, CommandInfo>()
  let someEnd = 0
  for (let at = 0; at < messagesFrom; at++) {
    const step = steps[at] as Plan["steps"][number]
    const users = step.reach?.in(chat) ?? "all"
    if (step.kind === "gate") {
      if (users === "none") at = step.end - 1
      if (users === "some") someEnd = Math.max(someEnd, step.end)
      continue
    }
    const { info } = step
    if (info === undefined || info.menu === false || step.edited || step.history) continue
    if (users === "none") continue
    if ((users === "some" || at < someEnd) && info.menu === undefined) continue
    if (!listed.has(commandKey(info.name))) listed.set(commandKey(info.name), info)
  }
  return [...listed.values()]
}

/**
 * The commands that the sender of this message can use, a line for each.
 *
 * @param onError a filter has thrown; what it guards is left out
 */
export function helpText(plan: Plan, message: Message, onError: (error: unknown) => void): string {
  const lines = new Map<string, string>()
  const passes = ({ test }: Plan["steps"][number]): boolean => {
    try {
      return test(message) !== false
    } catch (error) {
      onError(error)
      return false
    }
  }
  for (const { info } of commandsFor(plan, passes)) {
    if (info === undefined || lines.has(commandKey(info.name))) continue
    const usage = [`/${info.name}`, info.params].filter((part) => part !== undefined).join(" ")
    lines.set(commandKey(info.name), `${usage}: ${describe(info, message)}`)
  }
  return [...lines.values()].join("\n")
}

/** Its own description, in the language of the person, where the bot did not give another one. */
const describe = ({ description }: CommandInfo, message: Message): string =>
  description === english["help-description"]() ? ownText(message, "help-description") : description

function* commandsFor(
  { steps, messagesFrom }: Plan,
  passes: (step: Plan["steps"][number]) => boolean,
): Generator<Route> {
  for (let at = 0; at < messagesFrom; at++) {
    const step = steps[at] as Plan["steps"][number]
    if (step.kind === "route") {
      if (!step.edited && !step.history && passes(step)) yield step
    } else if (!passes(step)) at = step.end - 1
  }
}
