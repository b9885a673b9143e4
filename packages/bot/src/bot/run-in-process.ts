import { explain, isExplained } from "./explain.ts"
import type { LogLevel } from "./logging.ts"
import { type Supervised, superviseUnderSystemd } from "./systemd.ts"

const numbers = { SIGINT: 2, SIGTERM: 15 } as const

/** How long others may keep the process after the bot is closed. */
const leaveMs = 1000

/** What runs until it is stopped. */
interface Service {
  readonly logLevel?: string
  setLogLevel?(level: LogLevel): void
  serveForever(): Promise<{ readonly unfinished: number }>
  stop(): Promise<unknown>
}

/** Runs the bot until a signal, and has the process end with an exit code that says how it went. */
export async function runInProcess(bot: Service): Promise<void> {
  let signals = 0
  let sayStopping = () => {}
  const onSignal = (signal: "SIGINT" | "SIGTERM") => {
    signals++
    if (signals === 1) {
      sayStopping()
      void bot.stop()
    } else process.exit(128 + numbers[signal])
  }
  const onLevelSignal = levelToggle(bot)
  process.on("SIGINT", onSignal)
  process.on("SIGTERM", onSignal)
  if (levelSignal !== undefined) process.on(levelSignal, onLevelSignal)
  try {
    if (isSupervised(bot)) sayStopping = await superviseUnderSystemd(bot)
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
    if (levelSignal !== undefined) process.off(levelSignal, onLevelSignal)
  }
}

const isSupervised = (bot: Service): bot is Service & Supervised =>
  "start" in bot && "health" in bot

/** Windows has none, and Node keeps SIGUSR1 for its debugger. */
const levelSignal = process.platform === "win32" ? undefined : "SIGUSR2"

/** Logs at the level `debug`, and with the next signal as before. */
function levelToggle(bot: Service): () => void {
  let before: LogLevel = "info"
  return () => {
    const now = bot.logLevel as LogLevel | "silent" | undefined
    if (now === undefined || now === "silent") return
    if (now !== "debug") before = now
    bot.setLogLevel?.(now === "debug" ? before : "debug")
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
