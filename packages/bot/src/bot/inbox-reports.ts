import { commandKey } from "../commands/parse-command.ts"
import type { Composer } from "../composer/composer.ts"
import type { Update } from "../composer/handlers.ts"
import { handlerOf } from "../composer/run.ts"
import { WaitError } from "../errors.ts"
import type { GroupJoins } from "../groups/group-joins.ts"
import type { KnownBots } from "../groups/known-bots.ts"
import type { InboxCallbacks } from "../inbox/inbox.ts"
import { isA } from "../is-a.ts"
import type { Outcome } from "../scheduling/handler-run.ts"
import type { Handled } from "./handled.ts"
import { RepeatedMessageError } from "../messages/repeat-guard.ts"
import { logError, type Logger } from "./logging.ts"
import type { BotOptions } from "./options.ts"
import { inWords, type ReportProblem } from "./problems.ts"

const mismatches = {
  otherChat: "the state file is of another database: nothing in this chat counts as handled",
  beyondEnd:
    "the state file knows later messages than the database: it is an older copy, or they were deleted",
} as const

/** What the inbox is asked about, and reported to. */
export interface Surroundings {
  readonly joins: Pick<GroupJoins, "isHistory">
  readonly bots: Pick<KnownBots, "isFromBot">
  /** Undefined where no test shows problems. */
  readonly report: ReportProblem | undefined
}

/** Has the handlers of a composer handle what the inbox brings, and logs what the inbox reports. */
export function inboxReports(
  composer: Composer,
  { onHandled, unhandledRejections = "log", ignoreBots = true }: BotOptions,
  logger: Logger,
  { joins, bots, report }: Surroundings,
): Omit<InboxCallbacks, "onComplete"> {
  const placeOf = (update: Update): object => {
    const handler = handlerOf(update)
    const at = handler === undefined ? {} : { handler }
    if (update.type === "event") return { ...at, event: update.event.type }
    const { command, message } = update
    // Any word after a slash reads like a command: only names that the bot itself declares are logged.
    const isKnown = command !== undefined && composer.plan().names.has(commandKey(command.name))
    const name = isKnown ? { command: commandKey(command.name) } : {}
    return { ...at, ...name, itemId: message.id, chat: message.chat.type }
  }
  const onCaught =
    report === undefined
      ? undefined
      : (error: unknown, update: Update) =>
          report(`${handlerOf(update) ?? "middleware"} threw, and catch took it: ${inWords(error)}`)
  return {
    handle: (update) => composer.dispatch(update, onCaught),
    onOutcome: (outcome, update, durationMs) => {
      if (isUnanswered(outcome)) {
        logger.info({ ...placeOf(update), code: outcome.error.code }, "a question got no answer")
      } else if (outcome.type === "failed" && !isKnownRepetition(outcome.error)) {
        logError(logger, placeOf(update), outcome.error, "a handler failed")
      }
      if (onHandled === undefined) return
      reportHandled(onHandled, handledOf(outcome, update, durationMs), logger)
    },
    policy: {
      isHistory: (item) => joins.isHistory(item),
      get wanted() {
        return composer.plan()
      },
      isIgnored: (item) => ignoreBots && bots.isFromBot(item),
    },
    onStray:
      unhandledRejections === "throw"
        ? undefined
        : (error, update) =>
            logError(logger, placeOf(update), error, "a handler did not await what failed"),
    onSkipped: (chat, count) =>
      logger.warn({ chat, count }, "too many messages came; the oldest are skipped"),
    onFull: (event) =>
      logger.warn({ event }, "events come faster than they are handled: they are dropped"),
    onRoom: (count) => logger.warn({ count }, "events were dropped; there is room again"),
    onMismatch: (chat, mismatch) => logger.warn({ chat }, mismatches[mismatch]),
    onQueueFailure: (error, chat) =>
      logError(logger, { chat }, error, "a chat is held up by a fault; trying again"),
    onReadFailure: (error, chat) =>
      logError(logger, { chat }, error, "messages could not be read; trying again"),
  }
}

/** Each further message of a loop that is cut would say so again. */
const isKnownRepetition = (error: unknown): boolean =>
  isA(error, RepeatedMessageError) && !error.isFirst

/** A handler that asked, and got no answer: that is people's choice, and no failure. */
const isUnanswered = (
  outcome: Outcome,
): outcome is { readonly type: "failed"; readonly error: WaitError } =>
  outcome.type === "failed" &&
  isA(outcome.error, WaitError) &&
  ["timeout", "left", "gone"].includes(outcome.error.code)

function handledOf(outcome: Outcome, update: Update, durationMs: number): Handled {
  const isMessage = update.type === "message"
  const type = !isMessage ? "event" : update.command === undefined ? "message" : "command"
  const kind = isMessage ? update.message.content.type : update.event.type
  return { type, kind, outcome: isUnanswered(outcome) ? "done" : outcome.type, durationMs }
}

function reportHandled(
  onHandled: NonNullable<BotOptions["onHandled"]>,
  handled: Handled,
  logger: Logger,
): void {
  const failed = (error: unknown) => logError(logger, {}, error, "onHandled failed")
  try {
    // An async function fits its type, too.
    const done: unknown = onHandled(handled)
    if (isA(done, Promise)) done.catch(failed)
  } catch (error) {
    failed(error)
  }
}
