import { developmentKey } from "@simplex-chat/core"

/** What can say which messages of a chat are handled. */
export interface CheckpointReader {
  read(
    chat: string,
  ):
    | {
        readonly upTo: number
        readonly ranges: readonly (readonly [first: number, last: number])[]
      }
    | undefined
}

/** What `simplex-bot dev` puts in place of the world, in the process of the bot that it runs. */
export interface DevelopmentHost {
  /**
   * Takes a new bot in.
   *
   * @returns the options that it runs with: on the network in memory, and away from its own files
   */
  adopt<Options extends object>(bot: object, options: Options): Options
  /** The file that is used in place of this one; it is deleted when `dev` ends. */
  fileFor(path: string): string
  /** Shows which messages are handled, for the inspector of `dev --web`. */
  readCheckpoints?(checkpoints: CheckpointReader): void
  /** A handler has changed a session. */
  sessionChanged?(key: string, before: unknown, after: unknown): void
}

/** Undefined outside `simplex-bot dev`. */
export const developmentHost = (): DevelopmentHost | undefined =>
  Reflect.get(globalThis, developmentKey) as DevelopmentHost | undefined
