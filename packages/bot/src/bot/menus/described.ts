import { commandKey } from "../../commands/parse-command.ts"
import type { Composer } from "../../composer/composer.ts"
import { helpText, menuCommands } from "../../composer/help.ts"
import type { Plan } from "../../composer/plan.ts"
import { checkProfileSize } from "../check-options.ts"
import type { BotOptions } from "../options.ts"
import { english } from "../../texts/own-texts.ts"
import { wholeMenu } from "./menu.ts"

/** Has `/help` list the commands that describe themselves, if there are some and no such command. */
export function addHelp(composer: Composer, { help = true }: BotOptions): void {
  const { steps, names } = composer.plan()
  const isDescribed = steps.some((step) => step.kind === "route" && step.info !== undefined)
  if (!help || !isDescribed || names.has(commandKey("help"))) return
  composer.onCommand(
    "help",
    { description: english["help-description"](), menu: "Help" },
    async (message) => {
      const errors: unknown[] = []
      await message.reply(helpText(composer.plan(), message, (error) => errors.push(error)))
      // After the answer: the others are listed all the same.
      if (errors.length > 0) throw errors[0]
    },
  )
}

/**
 * The options with the menu for direct chats: the commands that were given, and those that describe
 * themselves.
 *
 * @throws {ConfigurationError} when it does not fit into a message
 */
export function withDescribed(options: BotOptions, plan: Plan): BotOptions {
  const commands = wholeMenu(options.commands ?? [], menuCommands(plan, { type: "direct" }))
  checkProfileSize({ ...options, commands })
  return { ...options, commands }
}
