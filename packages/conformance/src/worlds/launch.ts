import type { ProgramName, ProgramOptions } from "../programs/index.ts"

/** A bot to be started: which, with what options, which go through messages between processes. */
export interface Launch {
  readonly program: ProgramName
  readonly options: ProgramOptions
  /** Whether a scenario will kill it, which needs a process of its own. */
  readonly isKilled: boolean
}

/** A bot that runs, in this process or in another one. */
export interface Launched {
  /** The address; empty when the bot has none yet. */
  readonly address: string
  stop(): Promise<void>
  /** Ends the process as `kill -9` does. */
  kill(): Promise<void>
}
