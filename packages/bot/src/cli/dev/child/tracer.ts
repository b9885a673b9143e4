import { chatRef } from "@simplex-chat/api"
import type { CheckpointReport, RunReport, SessionChange } from "@simplex-chat/playground/protocol"
import { AsyncLocalStorage } from "node:async_hooks"
import { performance } from "node:perf_hooks"
import { inspect } from "node:util"
import type { Bot } from "../../../bot/bot.ts"
import type { Update } from "../../../composer/handlers.ts"
import type { EventRoute, Plan, Route } from "../../../composer/plan.ts"
import type { CheckpointReader } from "../../../launcher.ts"
import { chatKey } from "../../../messages/chat-key.ts"

type Report = { -readonly [Key in keyof RunReport]: RunReport[Key] }

interface Trace {
  readonly id: number
  readonly handlers: { label: string; durationMs: number; error?: string }[]
  readonly sessions: SessionChange[]
}

/** Follows the handlers of a bot: which ran, how long, what they threw, and what they changed. */
export class Tracer {
  readonly #report: (run: RunReport) => void
  readonly #current = new AsyncLocalStorage<Trace>()
  #checkpoints: CheckpointReader | undefined
  #lastId = 0

  /** @param report called when the handlers of an update begin, and when they have ended */
  constructor(report: (run: RunReport) => void) {
    this.#report = report
  }

  /** The run in which the current code is called, if any. */
  get currentRun(): number | undefined {
    return this.#current.getStore()?.id
  }

  /** Before the bot has any middleware: this one is around all. */
  attach(bot: Bot): void {
    bot.use((update, next) => this.#trace(update, next))
    const plan = bot.plan.bind(bot)
    let known: { readonly of: Plan; readonly traced: Plan } | undefined
    bot.plan = () => {
      const of = plan()
      if (known?.of !== of) known = { of, traced: this.#traced(of) }
      return known.traced
    }
  }

  readCheckpoints(checkpoints: CheckpointReader): void {
    this.#checkpoints = checkpoints
  }

  sessionChanged(key: string, before: unknown, after: unknown): void {
    this.#current.getStore()?.sessions.push({ key, before: plain(before), after: plain(after) })
  }

  async #trace(update: Update, next: () => Promise<void>): Promise<void> {
    const trace: Trace = { id: ++this.#lastId, handlers: [], sessions: [] }
    const key = keyOf(update)
    const began = performance.now()
    const before = this.#checkpoint(key)
    const report: Report = {
      ...trace,
      ...placeOf(update),
      outcome: "running",
      checkpoint: key === undefined ? undefined : { before, after: before },
    }
    this.#report(report)
    try {
      await this.#current.run(trace, next)
      report.outcome = "done"
    } catch (error) {
      report.outcome = "failed"
      report.error = inspect(error)
      throw error
    } finally {
      report.durationMs = performance.now() - began
      // The message is completed once all middleware is done.
      setImmediate(() => {
        if (key !== undefined) report.checkpoint = { before, after: this.#checkpoint(key) }
        this.#report(report)
      })
    }
  }

  #checkpoint(key: string | undefined): CheckpointReport | undefined {
    if (key === undefined) return undefined
    try {
      const found = this.#checkpoints?.read(key)
      return found === undefined ? undefined : { upTo: found.upTo, ranges: found.ranges }
    } catch {
      return undefined // the bot has stopped, and closed the file
    }
  }

  #traced(plan: Plan): Plan {
    const steps = plan.steps.map((step) =>
      step.kind === "gate" ? step : { ...step, call: this.#timed<Parameters<Route["call"]>>(step) },
    )
    const events = [...plan.events].map(
      ([tag, routes]) =>
        [
          tag,
          routes.map((route) => ({
            ...route,
            call: this.#timed<Parameters<EventRoute["call"]>>(route),
          })),
        ] as const,
    )
    return { ...plan, steps, events: new Map(events) }
  }

  #timed<Arguments extends readonly unknown[]>({
    label,
    call,
  }: {
    readonly label: string
    readonly call: (...args: Arguments) => unknown
  }): (...args: Arguments) => Promise<unknown> {
    return async (...args) => {
      const began = performance.now()
      const handler: Trace["handlers"][number] = { label, durationMs: 0 }
      this.#current.getStore()?.handlers.push(handler)
      try {
        return await call(...args)
      } catch (error) {
        handler.error = inspect(error)
        throw error
      } finally {
        handler.durationMs = performance.now() - began
      }
    }
  }
}

const keyOf = (update: Update): string | undefined =>
  update.type === "message" ? chatKey(chatRef(update.message.item.chatInfo)) : undefined

function placeOf(update: Update): Pick<RunReport, "update" | "itemId" | "sharedId"> {
  if (update.type === "event") return { update: update.event.type }
  const { message, command } = update
  return {
    update: command === undefined ? message.content.type : `/${command.name}`,
    itemId: message.id,
    sharedId: message.item.chatItem.meta.itemSharedMsgId,
  }
}

/** What can be sent to another process: sessions hold JSON values. */
function plain(value: unknown): unknown {
  try {
    return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown)
  } catch {
    return undefined
  }
}
