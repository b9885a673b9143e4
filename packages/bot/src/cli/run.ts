import { parseArgs } from "node:util"
import { onePositional } from "./command-line.ts"
import { loadBot } from "./load-bot.ts"

/** `simplex-bot run FILE`: as `bot.run()` does, which sets the exit code. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { db: { type: "string", default: "data/bot" } },
  })
  const file = onePositional(positionals, "run")
  const bot = await loadBot(file, { db: { filePrefix: values.db } })
  await bot.run()
  return 0
}
