// The names of what is measured, in this file alone: OpenTelemetry's conventions for messaging are still in
// development (1.45, https://opentelemetry.io/docs/specs/semconv/messaging/). What they do not name begins with
// `simplex.`. No attribute ever has the id of a chat, the name of a person or a text.

export const scope = "@simplex-chat/bot"

/** Instruments: name, unit, and what they measure. */
export const instruments = {
  processDuration: ["messaging.process.duration", "s", "Duration of handling a message or event"],
  consumed: ["messaging.client.consumed.messages", "{message}", "Messages received"],
  sent: ["messaging.client.sent.messages", "{message}", "Messages handed to the core to be sent"],
  commandDuration: ["simplex.core.command.duration", "s", "Time until the core answers a command"],
  deliveries: ["simplex.deliveries", "{message}", "Own messages that have reached a state"],
  caughtUp: [
    "simplex.catch_up.messages",
    "{message}",
    "Messages handled without an event, because they arrived before the start",
  ],
  disconnects: [
    "simplex.network.disconnects",
    "{disconnect}",
    "Connections to servers that were lost",
  ],
  reconnects: ["simplex.network.reconnects", "{connection}", "Connections to servers made again"],
  working: ["simplex.handlers.working", "{handler}", "Handlers that work"],
  waiting: ["simplex.handlers.waiting", "{handler}", "Handlers that wait for a message"],
  queued: ["simplex.queue.messages", "{message}", "Messages and events that wait in memory"],
  stuck: ["simplex.chats.stuck", "{chat}", "Chats that are held up by a fault"],
  unsent: ["simplex.deliveries.pending", "{message}", "Own messages that no server has yet"],
  lag: ["simplex.checkpoint.lag", "s", "Age of the oldest message received and not yet handled"],
  database: ["simplex.database.size", "By", "Size of both files of the database"],
  state: ["simplex.state.size", "By", "Size of the state file"],
  free: ["simplex.disk.free", "By", "Free space on the disk of the database"],
} as const satisfies Readonly<Record<string, readonly [name: string, unit: string, what: string]>>

export type InstrumentName = keyof typeof instruments

export const attributes = {
  /** The name of a bot among others in its process; absent when it is alone. */
  bot: "simplex.bot.name",
  system: "messaging.system",
  operation: "messaging.operation.name",
  operationType: "messaging.operation.type",
  /** The class of an error, or its code; absent when it went well. */
  errorType: "error.type",
  /** `message`, `command` or `event`. */
  update: "simplex.update.type",
  /** The kind of content, or the tag of the event. */
  kind: "simplex.update.kind",
  /** A command that the bot declares. */
  command: "simplex.command",
  /** The handler that got it last: `onMessage`. */
  handler: "simplex.handler",
  outcome: "simplex.outcome",
  /** A command of the core: `APISendMessages`. */
  coreCommand: "simplex.core.command",
  /** `sent`, `delivered`, `failed`, ... */
  deliveryState: "simplex.delivery.state",
} as const

/** Bounds that the conventions advise for durations, in seconds. */
export const durationBounds = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
]
