import process from "node:process"
import { explain, isExplained } from "./explain.ts"

const numbers = { SIGINT: 2, SIGTERM: 15 } as const

/** How long others may keep the process after the bot is closed. */
const leaveMs = 1000

/** What runs until it is stopped. */
interface Service {
  serveForever(): Promise<{ readonly unfinished: number }>
  stop(): Promise<unknown>
}

/** Runs the bot until a signal, and has the process end with an exit code that says how it went. */
export async function runInProcess(bot: Service): Promise<void> {
  let signals = 0
  const onSignal = (signal: "SIGINT" | "SIGTERM") => {
    signals++
    if (signals === 1) void bot.stop()
    else process.exit(128 + numbers[signal])
  }
  process.on("SIGINT", onSignal)
  process.on("SIGTERM", onSignal)
  try {
    const { unfinished } = await bot.serveForever()
    process.exitCode = unfinished === 0 ? 0 : 1
  } catch (error) {
    process.exitCode = 1
    explainWhenUncaught(error)
    throw error
  } finally {
    // Timers and sockets of the handlers must not keep it; nor may it be cut short without need.
    setTimeout(() => process.exit(), leaveMs).unref()
    process.off("SIGINT", onSignal)
    process.off("SIGTERM", onSignal)
  }
}

/**
 * Most files end in `await bot.run()`, and no caller catches what it throws. Node would print the
 * stack and the causes of an error whose message says what to do: 65 lines for a missing library.
 */
function explainWhenUncaught(error: unknown): void {
  if (!isExplained(error) || process.listenerCount("uncaughtException") > 0) return
  process.once("uncaughtException", (uncaught: unknown) => {
    if (uncaught !== error) throw uncaught
    process.stderr.write(`${explain(error)}\n`)
    process.exit(1)
  })
}
