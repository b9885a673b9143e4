import type { Command } from "@simplex-chat/types"
import type { CallOptions } from "@simplex-chat/core"
import type { Answer } from "./commands/command-set.ts"
import { People } from "./connecting/people.ts"
import type { UserChoice } from "./sending/active-user.ts"
import type { CommandChannel } from "./sending/command-channel.ts"
import type { Signals } from "./signals.ts"

/**
 * The commands of one user: each runs with this user active, whatever others do on the same core
 * meanwhile. `ChatApi.forUser` makes it.
 */
export class UserApi extends People {
  readonly userId: number
  readonly #channel: CommandChannel
  readonly #user: UserChoice
  /** @internal */
  protected readonly signals: Signals

  /** @internal */
  constructor(channel: CommandChannel, signals: Signals, user: UserChoice) {
    super()
    this.#channel = channel
    this.signals = signals
    this.#user = user
    this.userId = user.userId
  }

  send<Params, Response>(
    command: Command<Params, Response>,
    params: NoInfer<Params>,
    options?: CallOptions,
  ): Promise<Answer<Response>> {
    // The channel has checked that it is one of the answers of the command.
    return this.#channel.send(command, params, options, this.#user) as Promise<Answer<Response>>
  }
}
