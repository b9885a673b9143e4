import type { Health } from "./lifecycle.ts"

/** What systemd is notified of. */
export interface Supervised {
  start(): Promise<unknown>
  health(): Promise<Health>
}

/** How often the watchdog is fed, as a share of its time. */
const share = 3

/** Until it is said again that the bot has started, in milliseconds: without it, systemd ends the bot. */
const againMs = 1000

/**
 * Under a systemd unit with `Type=notify`: says when the bot has started, and feeds the watchdog as long as the
 * bot is healthy. A socket that takes nothing is a warning: the bot runs without systemd's knowledge.
 *
 * @returns says that it stops
 */
export async function superviseUnderSystemd(bot: Supervised): Promise<() => void> {
  const { NOTIFY_SOCKET: socket, WATCHDOG_USEC, WATCHDOG_PID } = process.env
  if (socket === undefined || socket === "") return () => {}
  const { notifySystemd } = await import("@simplex-chat/core-ffi/systemd")
  let isFailing = false
  const notify = (state: string): void => {
    try {
      notifySystemd(socket, state)
      isFailing = false
    } catch (error) {
      // Once, and not with every feeding of the watchdog.
      if (!isFailing) process.emitWarning(messageOf(error), "BotWarning")
      isFailing = true
    }
  }
  let watchdog: NodeJS.Timeout | undefined
  let again: NodeJS.Timeout | undefined
  const sayReady = () => {
    notify("READY=1\nSTATUS=running")
    if (isFailing) again = setTimeout(sayReady, againMs).unref()
  }
  const feed = async () => {
    const { ok, working, queued } = await bot.health()
    const status = `STATUS=${ok ? "healthy" : "not healthy"}, ${working} working, ${queued} queued`
    notify(ok ? `WATCHDOG=1\n${status}` : status)
  }
  bot.start().then(
    () => {
      sayReady()
      // It may be the watchdog of a parent, which fed itself.
      const isOurs = WATCHDOG_PID === undefined || Number(WATCHDOG_PID) === process.pid
      const everyMs = Number(WATCHDOG_USEC) / 1000 / share
      if (!(everyMs > 0) || !isOurs) return
      watchdog = setInterval(() => void feed(), everyMs).unref()
    },
    () => {}, // reported by the code that runs the bot
  )
  return () => {
    clearInterval(watchdog)
    clearTimeout(again)
    notify("STOPPING=1")
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
