import { BotError } from "@simplex-chat/bot"

/** No host answered: none runs for this bot, or none is connected to this broker. */
export class NoHostError extends BotError {
  override readonly name = "NoHostError"

  constructor(bot: string, timeoutMs: number) {
    super(`no host of ${bot} answered within ${timeoutMs} ms; start one, or wait longer`)
  }
}

/** The connection to the broker was lost for a while, and another host has taken over. */
export class HostReplacedError extends BotError {
  override readonly name = "HostReplacedError"

  constructor(bot: string) {
    super(`another host of ${bot} has taken over; this one stops`)
  }
}
