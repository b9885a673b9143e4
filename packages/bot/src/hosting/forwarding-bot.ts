import { longestTimeoutMs } from "@simplex-chat/core"
import { Bot } from "../bot/bot.ts"
import type { BotOptions } from "../bot/options.ts"
import { checkPlugins } from "../composer/check-plugins.ts"
import type { Update } from "../composer/handlers.ts"
import type { Plan } from "../composer/plan.ts"
import { addHelp } from "../bot/menus/described.ts"

/** Many messages wait for their confirmation side by side. */
const forwardedAtOnce = 256

/** What ends waits for messages in the processes that handle them. */
const endings = [
  "contactDeletedByContact",
  "leftMember",
  "deletedMember",
  "deletedMemberUser",
] as const

/**
 * Makes the bot of a host: it is what `bot` declares, receives what `bot` handles, and hands it on.
 *
 * @param bot declares profile, address, settings, and the handlers, which do not run
 * @param db the database or core of the host
 * @param forward hands an update on; the update counts as handled when it resolves. It must not reject.
 *   When the update's signal is aborted, the host stops.
 */
export function forwardingBot(
  bot: Bot,
  db: BotOptions["db"],
  forward: (update: Update) => Promise<void>,
): Bot {
  // Workers add it, too: they answer it.
  addHelp(bot, bot.options)
  const host = new ForwardingBot(bot, {
    ...bot.options,
    db,
    concurrency: forwardedAtOnce,
    handlerTimeoutMs: longestTimeoutMs,
    onHandled: undefined,
  })
  host.use((update) => forward(update))
  checkPlugins(bot.plan())
  const { events, history } = bot.plan()
  // Without `next()` in the middleware no handler runs: these say what is wanted.
  host.onMessage({ edited: true }, () => {})
  if (history) host.onMessage({ history: true }, () => {})
  for (const tag of new Set([...events.keys(), ...endings]))
    host.onEvent(tag as "leftMember", () => {})
  return host
}

/** Has the menu of the bot whose messages it hands on. */
class ForwardingBot extends Bot {
  readonly #declared: Bot

  constructor(declared: Bot, options: BotOptions) {
    super(options)
    this.#declared = declared
  }

  override declaredPlan(): Plan {
    return this.#declared.plan()
  }
}
