import { developmentKey } from "@simplex-chat/core"

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
}

/** Undefined outside `simplex-bot dev`. */
export const developmentHost = (): DevelopmentHost | undefined =>
  Reflect.get(globalThis, developmentKey) as DevelopmentHost | undefined
