import type { AnyEvent, ChatApi, EventOf, EventTag } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { ArgumentError } from "../commands/argument-error.ts"
import type { ParsedCommand } from "../commands/parse-command.ts"
import type { ArgumentSchema, ArgumentValues } from "../commands/read-arguments.ts"
import type { MatchOf, Scope } from "../messages/filter.ts"
import type { Member } from "../messages/member.ts"
import type { Message, MessageFilter, MessageIn, Narrow } from "../messages/message.ts"

/**
 * What middleware hands to handlers, by name. Declare what yours has:
 *
 * ```ts
 * declare module "@simplex-chat/bot" {
 *   interface UpdateState {
 *     user?: { readonly name: string }
 *   }
 * }
 * bot.use(async (update, next) => {
 *   update.state.user = await findUser(update)
 *   await next()
 * })
 * bot.onMessage((message, { state }) => message.reply(`Hello, ${state.user?.name}`))
 * ```
 */
export interface UpdateState {}

/** What every handler gets beside what it handles. */
export interface HandlerContext {
  /** What the middleware of this update has handed on; see {@link UpdateState}. */
  readonly state: UpdateState
  /**
   * Aborted when the handler takes longer than it may, and when the bot stops without waiting for
   * it any longer.
   */
  readonly signal: AbortSignal
  /**
   * Passes on to the next handler that matches, and resolves when that one is done; at once when
   * there is none.
   *
   * @throws {BotError} when called twice
   */
  readonly next: () => Promise<void>
}

/** What a handler of messages gets beside the message. */
export interface MessageContext<Match = unknown> extends HandlerContext {
  /** What the pattern of the filter found. */
  readonly match: Match
}

/** What a handler of commands gets beside the message. */
export interface CommandContext<Args = readonly string[], Match = unknown>
  extends MessageContext<Match>, ParsedCommand {
  /** The name of the command as it was declared, however it was typed. */
  readonly name: string
  /** The values of the schema; without one, the words of the text (see `splitWords`). */
  readonly args: Args
  /** The first line after the name, without blanks at its edges. */
  readonly line: string
  /** The lines that follow it. */
  readonly lines: readonly string[]
}

/** Handles the messages of a filter. What it returns is waited for. */
export type MessageHandler<Filter = object, In extends Scope = Scope> = (
  message: MessageIn<Narrow<In, Filter>>,
  context: MessageContext<MatchOf<Filter>>,
) => unknown

/** Which commands, with which arguments. */
export interface CommandFilter extends MessageFilter {
  /** Whether `/Help` is another command than `/help`; false when absent. */
  readonly caseSensitive?: boolean | undefined
  /**
   * What it does, in a few words. The command is then in the menu of the chats where it can be used, and in
   * the answer to `/help`, which a bot with descriptions has unless it declares one.
   */
  readonly description?: string | undefined
  /**
   * What the menu of apps calls it; the description when absent, `false` to leave it out. Behind a `role`,
   * a `memberId` or a function of your own as `when`, nobody knows beforehand who can use the command: it is
   * in the menu only if this is given, and for the whole chat.
   */
  readonly menu?: string | false | undefined
  /** What the arguments are; the words of the text when absent. */
  readonly args?: ArgumentSchema | undefined
  /** Called when the arguments are not as `args` says; when absent, the problem is the reply. */
  readonly invalid?: ((message: Message, error: ArgumentError) => unknown) | undefined
}

/** Handles commands. What it returns is waited for. */
export type CommandHandler<Filter = object, In extends Scope = Scope> = (
  message: MessageIn<Narrow<In, Filter>>,
  context: CommandContext<ArgsOf<Filter>, MatchOf<Filter>>,
) => unknown

export type ArgsOf<Filter> = Filter extends { readonly args: infer Schema extends ArgumentSchema }
  ? ArgumentValues<Schema>
  : readonly string[]

/** Handles the events of a tag. What it returns is waited for. */
export type BotEventHandler<Tag extends EventTag = EventTag> = (
  event: EventOf<Tag>,
  context: HandlerContext,
) => unknown

/** A bot that has started. */
export interface StartedBot {
  readonly api: ChatApi
  readonly user: T.User
  /** The address of the bot, as people use it; undefined while it has none. */
  readonly address: string | undefined
  /** Identifies the database of the bot; see `Bot.identity`. */
  readonly identity: string
  /** Aborted when the bot stops. */
  readonly signal: AbortSignal
  /**
   * Does work as handlers do: it may take `handlerTimeoutMs`, what it throws is logged, and stopping the
   * bot waits for it. It is `interrupted` when the bot stopped before it was done.
   *
   * @param label what it is called in logs
   */
  readonly work: (label: string, work: (signal: AbortSignal) => unknown) => Promise<WorkOutcome>
  /** Logs a problem. The error's message is logged at the level `debug` only. */
  readonly report: (problem: string, error: unknown) => void
}

/** How work ended. */
export interface WorkOutcome {
  readonly type: "done" | "failed" | "interrupted"
}

/** Called at each start of the bot. What it returns is waited for. */
export type StartHandler = (bot: StartedBot) => unknown

/** What middleware sees: a message, which can be a command, or an event. */
export type Update = MessageUpdate | EventUpdate

export interface MessageUpdate {
  readonly type: "message"
  readonly message: Message
  /** Present when the message is written as a command, whether or not there is a handler for it. */
  readonly command: ParsedCommand | undefined
  /** Whether it is an edit that makes a command of a message which was none, such as of `/hlep`. */
  readonly isCorrection?: boolean | undefined
  /** For what middleware hands to handlers; empty at first. */
  readonly state: UpdateState
  readonly signal: AbortSignal
}

export interface EventUpdate {
  readonly type: "event"
  readonly event: AnyEvent
  /** The api of the bot. */
  readonly api: ChatApi
  /** For what middleware hands to handlers; empty at first. */
  readonly state: UpdateState
  readonly signal: AbortSignal
}

/** Runs around handlers. Without `next()`, none of them runs. */
export type Middleware = (update: Update, next: () => Promise<void>) => unknown

/** A member who has joined a group, and the group. */
export interface JoinedMember {
  readonly group: T.GroupInfo
  readonly member: Member
}

/** Handles members who join groups. What it returns is waited for. */
export type MemberJoinedHandler = (joined: JoinedMember, context: HandlerContext) => unknown

/** Gets what a handler threw, and what it was handling. */
export type ErrorBoundary = (error: unknown, update: Update) => unknown
