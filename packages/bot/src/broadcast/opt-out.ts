import { checkOptions } from "../checks.ts"
import { Composer } from "../composer/composer.ts"
import { ConfigurationError } from "../errors.ts"
import { ownText } from "../texts/own-texts.ts"

/** Who wants no broadcasts. */
export interface Subscriptions {
  isOptedOut(contactId: number): Promise<boolean>
  optOut(contactId: number): Promise<void>
  optIn(contactId: number): Promise<void>
}

export interface OptOutOptions {
  /** The command that ends broadcasts to the sender; `unsubscribe` when absent. */
  readonly leave?: string | undefined
  /** The command that begins them again; `subscribe` when absent. */
  readonly join?: string | undefined
}

/**
 * The commands by which people leave and join broadcasts, to be put into a bot with `group`.
 *
 * @throws {ConfigurationError} when it is not given the subscriptions of a bot
 *
 * ```ts
 * bot.group({}, optOut(bot.subscriptions))
 * ```
 */
export function optOut(subscriptions: Subscriptions, options: OptOutOptions = {}): Composer {
  if (typeof (subscriptions as Subscriptions | undefined)?.optOut !== "function")
    throw new ConfigurationError("optOut", "takes the subscriptions: optOut(bot.subscriptions)")
  checkOptions(options, { leave: "name", join: "name" })
  const { leave = "unsubscribe", join = "subscribe" } = options
  return new Composer()
    .onCommand(leave, { chatType: "direct" }, async (message) => {
      await subscriptions.optOut(message.sender.contactId)
      await message.reply(ownText(message, "broadcast-left", { join }))
    })
    .onCommand(join, { chatType: "direct" }, async (message) => {
      await subscriptions.optIn(message.sender.contactId)
      await message.reply(ownText(message, "broadcast-joined", { leave }))
    })
}
