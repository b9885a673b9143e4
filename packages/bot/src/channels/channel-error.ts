import { BotError } from "../errors.ts"

/** A channel could not be made, or no relay serves it yet. */
export class ChannelError extends BotError {
  override readonly name = "ChannelError"
  /** What went wrong at each relay, by its name. */
  readonly relays: Readonly<Record<string, string>>

  constructor(problem: string, relays: Readonly<Record<string, string>>) {
    const each = Object.entries(relays).map(([name, state]) => `${name}: ${state}`)
    super(`${problem} (${each.join(", ")})`)
    this.relays = relays
  }
}
