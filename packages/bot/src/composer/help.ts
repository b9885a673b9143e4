import { commandKey } from "../commands/parse-command.ts"
import type { Message } from "../messages/message.ts"
import { english, ownText } from "../texts/own-texts.ts"
import type { CommandInfo } from "./command-info.ts"
import type { Plan, Route } from "./plan.ts"

/**
 * The commands for the menu of apps, which is the same for everybody: those of a group with a filter, such
 * as one for owners, only with a `menu` of their own.
 */
export function menuCommands(plan: Plan): CommandInfo[] {
  const listed = new Map<string, CommandInfo>()
  let gateEnd = 0
  for (const [at, step] of plan.steps.slice(0, plan.messagesFrom).entries()) {
    if (step.kind === "gate") {
      if (step.isFiltered) gateEnd = Math.max(gateEnd, step.end)
      continue
    }
    const { info } = step
    if (info === undefined || info.menu === false || (at < gateEnd && info.menu === undefined))
      continue
    if (!listed.has(commandKey(info.name))) listed.set(commandKey(info.name), info)
  }
  return [...listed.values()]
}

/** The commands that the sender of this message can use, a line for each. */
export function helpText(plan: Plan, message: Message): string {
  const lines = new Map<string, string>()
  for (const { info } of commandsFor(plan, message)) {
    if (info === undefined || lines.has(commandKey(info.name))) continue
    const usage = [`/${info.name}`, info.params].filter((part) => part !== undefined).join(" ")
    lines.set(commandKey(info.name), `${usage}: ${describe(info, message)}`)
  }
  return [...lines.values()].join("\n")
}

/** Its own description, in the language of the person, where the bot did not give another one. */
const describe = ({ description }: CommandInfo, message: Message): string =>
  description === english["help-description"]() ? ownText(message, "help-description") : description

function* commandsFor({ steps, messagesFrom }: Plan, message: Message): Generator<Route> {
  for (let at = 0; at < messagesFrom; at++) {
    const step = steps[at] as Plan["steps"][number]
    if (step.kind === "route") {
      if (!step.edited && !step.history && step.test(message) !== false) yield step
    } else if (step.test(message) === false) at = step.end - 1
  }
}
