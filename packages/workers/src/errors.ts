import { BotError } from "@simplex-chat/bot"

/** No host answered: none runs for this bot, or none is connected to this broker. */
export class NoHostError extends BotError {
  override readonly name = "NoHostError"

  constructor(bot: string, timeoutMs: number) {
    super(`no host of ${bot} answered within ${timeoutMs} ms; start one, or wait longer`)
  }
}

/** Host and worker come from versions of this package that do not understand each other. */
export class HostVersionError extends BotError {
  override readonly name = "HostVersionError"

  constructor(bot: string, protocol: number, own: number) {
    super(
      `the host of ${bot} speaks version ${protocol} of the protocol, and this worker version ` +
        `${own}; update the older of the two`,
    )
  }
}

/** A message that workers could not handle is in the queue `simplex.NAME.aside` now. */
export class MessageSetAsideError extends BotError {
  override readonly name = "MessageSetAsideError"

  /** @param what the chat and the item, or the queue */
  constructor(what: string, reason: string) {
    super(`${what} was set aside: ${reason}`)
  }
}

/** The connection to the broker was lost for a while, and another host has taken over. */
export class HostReplacedError extends BotError {
  override readonly name = "HostReplacedError"

  constructor(bot: string) {
    super(`another host of ${bot} has taken over; this one stops`)
  }
}
