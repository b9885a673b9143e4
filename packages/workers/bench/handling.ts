import type { Bot } from "@simplex-chat/bot"
import { setTimeout as sleep } from "node:timers/promises"
import { now } from "./flooded-core.ts"

/** What a process that handles messages reports. */
export interface Handled {
  readonly count: number
  /** How old the messages were when their handlers began, in milliseconds. */
  readonly ages: readonly number[]
}

/** Has a bot take some time for each message, as a handler does that waits for a model, and report. */
export function handling(bot: Bot, workMs: number, report: (handled: Handled) => void): void {
  let ages: number[] = []
  let count = 0
  bot.onMessage(async (message) => {
    const age = now() - Number(message.text)
    if (workMs > 0) await sleep(workMs)
    count++
    // The first message is that of a person.
    if (!Number.isNaN(age)) ages.push(age)
  })
  setInterval(() => {
    if (count === 0) return
    report({ count, ages })
    count = 0
    ages = []
  }, 5)
}
