import { loadBot } from "./load-bot.ts"

export interface RunFlags {
  /** The `filePrefix` for a file that exports a function. */
  readonly db: string
}

/** `simplex-bot run FILE`: as `bot.run()` does, which sets the exit code. */
export async function run(file: string, flags: RunFlags): Promise<number> {
  const bot = await loadBot(file, { db: { filePrefix: flags.db } })
  await bot.run()
  return 0
}
