import type { Attributes, Span, Tracer } from "@opentelemetry/api"
import type * as otel from "@opentelemetry/api"
import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { performance } from "node:perf_hooks"
import { commandKey } from "../commands/parse-command.ts"
import type { DiskUsage } from "../disk/usage.ts"
import type { Update } from "../composer/handlers.ts"
import { handlerOf } from "../composer/run.ts"
import type { InboxCallbacks, InboxLoad } from "../inbox/inbox.ts"
import { isReceivedMessage } from "../messages/kinds.ts"
import type { Outcome } from "../scheduling/handler-run.ts"
import { attributes, scope } from "./conventions.ts"
import { Lag } from "./lag.ts"
import { Meters } from "./meters.ts"

/** What telemetry asks of its bot. */
interface Watched {
  readonly load: InboxLoad
  /** Own messages that no server has yet. */
  readonly unsent: number
  readonly disk?: DiskUsage | undefined
}

const system = { [attributes.system]: "simplex" }

/** Measures and traces a bot, for the SDK of OpenTelemetry that the application has registered. */
export class Telemetry {
  readonly #api: typeof otel
  readonly #tracer: Tracer
  readonly #meters: Meters
  readonly #lag = new Lag()
  readonly #isDeclared: (command: string) => boolean
  readonly #spans = new WeakMap<Update, Span>()
  readonly #hosts = new Set<string>()
  #unobserve: () => void = () => {}

  /** What every measurement and span has: the name of the bot where there are several. */
  readonly #common: Attributes

  /**
   * @param isDeclared whether the bot has such a command: any word after a slash reads like one
   * @param label the name of the bot among others of its process
   */
  constructor(api: typeof otel, isDeclared: (command: string) => boolean, label?: string) {
    this.#api = api
    this.#isDeclared = isDeclared
    this.#tracer = api.trace.getTracer(scope)
    this.#common = label === undefined ? {} : { [attributes.bot]: label }
    this.#meters = new Meters(api.metrics.getMeter(scope), this.#common)
  }

  /** Has what can be read at any time measured, until `close`. */
  watch(read: () => Watched | Promise<Watched>): void {
    this.#unobserve = this.#meters.observe(async () => {
      const { load, unsent, disk } = await read()
      const { working, waiting, queued, stuck } = load
      const { database, state, free } = disk ?? {}
      const loaded = { working: working - waiting, waiting, queued, stuck }
      return { ...loaded, unsent, lag: this.#lag.seconds, database, state, free }
    })
  }

  close(): void {
    this.#unobserve()
  }

  /** A command of the core begins; what is returned is called when it ends. */
  command(name: string): (error: unknown) => void {
    const attribute = { [attributes.coreCommand]: name }
    const { SpanKind } = this.#api
    const span = this.#tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes: attribute })
    const start = performance.now()
    return (error) => {
      const failure = error === undefined ? {} : { [attributes.errorType]: errorType(error) }
      this.#end(span, failure)
      const seconds = (performance.now() - start) / 1000
      this.#meters.commandDuration.record(seconds, { ...attribute, ...failure })
    }
  }

  /** Messages were handed to the core. */
  sent(count: number): void {
    this.#meters.sent.add(count, { ...system, [attributes.operation]: "send" })
  }

  /** Counts what an event tells. */
  see(event: AnyEvent): void {
    switch (event.type) {
      case "newChatItems":
        return this.#received(event.chatItems)
      case "chatItemsStatusesUpdated":
        return this.#delivered(event.chatItems)
      case "hostConnected":
        if (this.#hosts.has(event.transportHost)) this.#meters.reconnects.add(1)
        this.#hosts.add(event.transportHost)
        return
      case "hostDisconnected":
        return this.#meters.disconnects.add(1)
      default:
    }
  }

  /** The same, with each update in a span, and its end measured. */
  around(callbacks: InboxCallbacks): InboxCallbacks {
    return {
      ...callbacks,
      handle: (update) => this.#traced(update, () => callbacks.handle(update)),
      onOutcome: (outcome, update, durationMs) => {
        callbacks.onOutcome(outcome, update, durationMs)
        this.#handled(outcome, update, durationMs)
      },
      onComplete: (chat, itemId) => {
        this.#lag.handled(itemId)
        callbacks.onComplete(chat, itemId)
      },
    }
  }

  #received(items: readonly T.AChatItem[]): void {
    const received = items.filter((item) => isReceivedMessage(item))
    for (const { chatItem } of received) this.#lag.received(chatItem.meta.itemId)
    if (received.length === 0) return
    this.#meters.consumed.add(received.length, { ...system, [attributes.operation]: "receive" })
  }

  #delivered(items: readonly T.AChatItem[]): void {
    for (const { chatItem } of items) {
      const state = deliveryStates[chatItem.meta.itemStatus.type]
      if (state !== undefined) this.#meters.deliveries.add(1, { [attributes.deliveryState]: state })
    }
  }

  /** What awaits in there, an answer to `ask` included, goes on in the same trace. */
  #traced(update: Update, handle: () => Promise<void>): Promise<void> {
    const { context, SpanKind, trace } = this.#api
    const kind = SpanKind.CONSUMER
    const span = this.#tracer.startSpan(`process ${typeOf(update)}`, { kind })
    this.#spans.set(update, span)
    if (update.type === "message" && !this.#lag.has(update.message.id)) this.#meters.caughtUp.add(1)
    return context.with(trace.setSpan(context.active(), span), handle)
  }

  #handled(outcome: Outcome, update: Update, durationMs: number): void {
    const measured = { ...this.#attributesOf(update), ...outcomeOf(outcome) }
    this.#meters.processDuration.record(durationMs / 1000, measured)
    const span = this.#spans.get(update)
    if (span === undefined) return
    const handler = handlerOf(update)
    this.#end(span, {
      ...measured,
      ...(handler !== undefined && { [attributes.handler]: handler }),
    })
  }

  #attributesOf(update: Update): Attributes {
    const isMessage = update.type === "message"
    const command = isMessage ? update.command?.name : undefined
    const key = command === undefined ? "" : commandKey(command)
    return {
      ...system,
      [attributes.operation]: "process",
      [attributes.operationType]: "process",
      [attributes.update]: typeOf(update),
      [attributes.kind]: isMessage ? update.message.content.type : update.event.type,
      ...(this.#isDeclared(key) && { [attributes.command]: key }),
    }
  }

  #end(span: Span, found: Attributes): void {
    span.setAttributes({ ...this.#common, ...found })
    // Without the message of the error, which may quote what people wrote.
    if (attributes.errorType in found) span.setStatus({ code: this.#api.SpanStatusCode.ERROR })
    span.end()
  }
}

const deliveryStates: Readonly<Record<string, string>> = {
  sndSent: "sent",
  sndRcvd: "delivered",
  sndWarning: "delayed",
  sndErrorAuth: "failed",
  sndError: "failed",
}

function typeOf(update: Update): "message" | "command" | "event" {
  if (update.type === "event") return "event"
  return update.command === undefined ? "message" : "command"
}

const outcomeOf = (outcome: Outcome): Attributes => ({
  [attributes.outcome]: outcome.type,
  ...(outcome.type === "failed" && { [attributes.errorType]: errorType(outcome.error) }),
})

/** A code or a class: never what an error says. */
function errorType(error: unknown): string {
  if (!(error instanceof Error)) return "unknown"
  const { code } = error as { code?: unknown }
  return typeof code === "string" ? code : error.constructor.name
}
