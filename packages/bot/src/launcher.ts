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
export interface BotLauncher {
  /**
   * Takes a new bot in.
   *
   * @returns the options that it runs with
   */
  adopt<Options extends object>(bot: object, options: Options): Options
  /**
   * Takes new `Bots` in. The bots in it are taken in one by one, when they are made.
   *
   * @returns the options that they run with
   */
  adoptBots?<Options extends object>(bots: object, options: Options): Options
  /** The file that is used in place of this one. */
  fileFor(path: string): string
  /** Gets what says which messages are handled, for the inspector of `dev --web`. */
  readCheckpoints?(checkpoints: CheckpointReader): void
  /** A handler has changed a session. */
  sessionChanged?(key: string, before: unknown, after: unknown): void
}

/** On `globalThis`: the project of the file may have another copy of this package. */
const launcherKey = Symbol.for("@simplex-chat/bot/launcher")

/** Undefined in a process that runs its bot by itself. */
export const botLauncher = (): BotLauncher | undefined =>
  Reflect.get(globalThis, launcherKey) as BotLauncher | undefined

export function setBotLauncher(launcher: BotLauncher | undefined): void {
  Reflect.set(globalThis, launcherKey, launcher)
}

/** Whether this is the process of a bot that is being tried with `simplex-bot dev`. */
export const isInDevelopment = (): boolean => developmentKey in globalThis
