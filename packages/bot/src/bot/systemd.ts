import type { Health } from "./lifecycle.ts"

/** What systemd is notified of. */
export interface Supervised {
  start(): Promise<unknown>
  health(): Promise<Health>
}

/** How often the watchdog is fed, as a share of its time. */
const share = 3

/**
 * Under a systemd unit with `Type=notify`: says when the bot has started, and feeds the watchdog as long as the
 * bot is healthy.
 *
 * @returns says that it stops
 */
export async function superviseUnderSystemd(bot: Supervised): Promise<() => void> {
  const { NOTIFY_SOCKET: socket, WATCHDOG_USEC, WATCHDOG_PID } = process.env
  if (socket === undefined || socket === "") return () => {}
  const { notifySystemd } = await import("@simplex-chat/core-ffi/systemd")
  const notify = (state: string) => {
    try {
      notifySystemd(socket, state)
    } catch (error) {
      process.emitWarning(error instanceof Error ? error.message : String(error), "BotWarning")
    }
  }
  let watchdog: NodeJS.Timeout | undefined
  const feed = async () => {
    const { ok, working, queued } = await bot.health()
    const status = `STATUS=${ok ? "healthy" : "not healthy"}, ${working} working, ${queued} queued`
    notify(ok ? `WATCHDOG=1\n${status}` : status)
  }
  bot.start().then(
    () => {
      notify("READY=1\nSTATUS=running")
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
    notify("STOPPING=1")
  }
}
