// What every bot names.
export { Composer } from "./composer/composer.ts"
export { definePlugin, type Plugin, type PluginNeeds } from "./composer/plugin.ts"
export { ArgumentError, type ArgumentPlace } from "./commands/argument-error.ts"
export { arg, type Argument } from "./commands/argument-kinds.ts"
export { parseCommand, type ParsedCommand } from "./commands/parse-command.ts"
export { splitWords } from "./commands/words.ts"
export { StorageError } from "./disk/storage-error.ts"
export { BotError, ConfigurationError, WaitError } from "./errors.ts"
export { Member, PermissionError } from "./messages/member.ts"
export { RepeatedMessageError } from "./messages/repeat-guard.ts"
export { tap } from "./messages/tap.ts"
export { SentMessage } from "./messages/sent-message.ts"
export type { StreamOptions, TextSource } from "./messages/streaming/stream-options.ts"
export type { StreamedMessage, StreamOutcome } from "./messages/streaming/streamed-message.ts"
export type * from "./composer/handlers.ts"
export type { Fits } from "./composer/fits.ts"
export type { ArgumentSchema, ArgumentValues } from "./commands/read-arguments.ts"
export type {
  FilterOn,
  MatchOf,
  NarrowOn,
  OneOrMany,
  Scope,
  TextFilter,
} from "./messages/filter.ts"
export type { FormFields, FormValues } from "./messages/forms/field.ts"
export type { FormOptions, FormStorage } from "./messages/forms/run-form.ts"
export type { Reaction } from "./messages/reactions.ts"
export type * from "./messages/kinds.ts"
export type { AskOptions, ChooseOptions, WaitForMessageOptions } from "./messages/asking.ts"
export * from "./messages/message.ts"
export type * from "./messages/narrowed.ts"
export type { AlbumImage, LinkOptions, MediaOptions } from "./messages/media.ts"
export type { FileSource, SendOptions } from "./messages/outgoing.ts"

// The bot.
export { Bot } from "./bot/bot.ts"
export type { BotState, Health, StopBotOptions, Stopped } from "./bot/lifecycle.ts"
export type { BotStatus } from "./bot/status.ts"
export type { DiskUsage } from "./disk/usage.ts"
export type { Metrics, MetricsHandler, MetricsRegistry, ServedHttp } from "./http/index.ts"
export type { Channel, ChannelRelay, Post, PostOptions } from "./channels/channel.ts"
export type { GroupInvitation, JoinGroups } from "./groups/join-groups.ts"
export type { BroadcastOptions, BroadcastResult, BroadcastSummary } from "./broadcast/broadcast.ts"
export { optOut, type OptOutOptions, type Subscriptions } from "./broadcast/opt-out.ts"
export type { Handled } from "./bot/handled.ts"
export type { Logger, LogLevel } from "./bot/logging.ts"
export type { BotDatabase, RemoteDatabase } from "./bot/database.ts"
export type { BotOptions, BotProfile, MenuEntry } from "./bot/options.ts"
export { HandlerTimeoutError } from "./scheduling/handler-run.ts"

// What lasts, and who may.
export { type CustomDataOptions, customDataStorage } from "./state/custom-data.ts"
export { Owners, type OwnersOptions } from "./state/owners.ts"
export { rateLimit, type RateLimitOptions } from "./state/rate-limit.ts"
export { type SessionOptions, Sessions } from "./state/sessions.ts"
export { memoryStorage, sqliteStorage, type Storage } from "./state/storage.ts"

// What signatures above name of packages below: with these, a bot depends on this package alone, also under
// pnpm, where an application sees only its own dependencies.
export type {
  AnyEvent,
  ChatApi,
  ChatTarget,
  Core,
  Delivery,
  DeliveryState,
  DeliveryWait,
  EventOf,
  EventStream,
  EventTag,
  FileProgress,
  Invitation,
  PostgresDatabase,
  ReceivedFile,
  ReceiveOptions,
  SentFile,
  Servers,
  SqliteDatabase,
  UserApi,
} from "@simplex-chat/api"
export type { CEvt, ChatEvent, ChatResponse, CR, T } from "@simplex-chat/types"
