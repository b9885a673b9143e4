import type { Logger } from "./logging.ts"

/** The names of bots among the others of their process. */
const labels = new WeakMap<object, string>()

/** Names a bot before it starts: its log lines and what it measures say so. */
export const labelBot = (bot: object, name: string): void => void labels.set(bot, name)

/** Undefined for a bot that is alone. */
export const labelOf = (bot: object): string | undefined => labels.get(bot)

/** The same logger, with the name of the bot in every line. */
export function labelled(logger: Logger, bot: string | undefined): Logger {
  if (bot === undefined) return logger
  return {
    debug: (fields, message) => logger.debug({ bot, ...fields }, message),
    info: (fields, message) => logger.info({ bot, ...fields }, message),
    warn: (fields, message) => logger.warn({ bot, ...fields }, message),
    error: (fields, message) => logger.error({ bot, ...fields }, message),
  }
}
