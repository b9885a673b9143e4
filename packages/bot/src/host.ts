import { developmentKey } from "@simplex-chat/core"

/** What can say which messages of a chat are handled. */
export interface CheckpointReader {
  read(chat: string):
    | {
        readonly upTo: number
        readonly ranges: readonly (readonly [first: number, last: number])[]
      }
    | undefined
}

/** What runs the file of a bot, and may replace what the bot runs on: `simplex-bot run` and `dev`. */
export interface BotHost {
  /**
   * Takes a new bot in.
   *
   * @returns the options that it runs with
   */
  adopt<Options extends object>(bot: object, options: Options): Options
  /** The file that is used in place of this one. */
  fileFor(path: string): string
  /** Gets what says which messages are handled, for the inspector of `dev --web`. */
  readCheckpoints?(checkpoints: CheckpointReader): void
  /** A handler has changed a session. */
  sessionChanged?(key: string, before: unknown, after: unknown): void
}

/** On `globalThis`: the project of the file may have another copy of this package. */
const hostKey = Symbol.for("@simplex-chat/bot/host")

/** Undefined in a process that runs its bot by itself. */
export const botHost = (): BotHost | undefined =>
  Reflect.get(globalThis, hostKey) as BotHost | undefined

export function setBotHost(host: BotHost | undefined): void {
  Reflect.set(globalThis, hostKey, host)
}

/** Whether this is the process of a bot that is being tried with `simplex-bot dev`. */
export const isInDevelopment = (): boolean => developmentKey in globalThis
