// What every user of the package names.
export { ChatApi } from "./chat-api.ts"
export type { ChatApiOptions, CloseOptions, StartOptions, StopOptions } from "./options.ts"
export type { BeforeSending, CommandObserver } from "./sending/command-observer.ts"
export type { UserApi } from "./user-api.ts"
export { ChatApiError, ChatCommandError, ChatEventError, CoreInUseError } from "./errors.ts"
export type { EventErrorCode } from "./errors.ts"
export { type Limit, LimitError } from "./limits/limit-error.ts"
export { InvalidArgumentError } from "./checks.ts"
export type { AgentErrorCode, ClientErrorCode, CommandErrorCode } from "./sending/error-code.ts"

// Events.
export type { AnyEvent, EventOf, EventTag, UnknownEvent } from "./events/chat-event.ts"
export type { Unsubscribe } from "./events/dispatcher.ts"
export type { ErrorHandler } from "./events/error-reports.ts"
export type { EventHandler, WaitForOptions } from "./events/event-hub.ts"
export type { EventStream, EventStreamOptions } from "./events/event-stream.ts"

export { CoreVersionError } from "./sending/core-version.ts"

// Several users of one core.
export { SharedCore } from "./sharing/shared-core.ts"
export { UserCore } from "./sharing/user-core.ts"

// Connecting with people.
export { ConnectError } from "./connecting/connect-error.ts"
export type { Invitation } from "./connecting/people.ts"

// What becomes of messages and files.
export { DeliveryError } from "./delivery/delivery.ts"
export type { Delivery, DeliveryWait } from "./delivery/delivery.ts"
export type { DeliveryState } from "./delivery/delivery-state.ts"
export { FileTransferError } from "./files/file-transfer-error.ts"
export { safeFileName } from "./files/safe-file-name.ts"
export type { FileProgress } from "./files/outcome.ts"
export type { ReceivedFile, ReceiveOptions, SendFileOptions, SentFile } from "./files/transfers.ts"

export { serverCommands, type Servers } from "./servers.ts"

// The size of messages.
export { maxMessageBytes } from "@simplex-chat/core"
export { fitsInMessage, type MessageContext } from "./limits/message-size.ts"
export { completeMarkup, type CompleteMarkup } from "./text/complete-markup.ts"
export { mentionsIn } from "./text/mentions.ts"
export { splitText, type SplitOptions } from "./text/split-text.ts"

// For libraries on top of this one.
export { ChatCommands } from "./commands/chat-commands.ts"
export { type ChatTarget, chatRef } from "./commands/chat-target.ts"
export type { SyncOptions } from "./commands/connection-security.ts"
export type { ForwardOptions } from "./commands/forwarding.ts"
export type {
  ConnectPreparedGroupOptions,
  ConnectPreparedOptions,
  PrepareGroupOptions,
  PrepareOptions,
} from "./commands/prepared-chats.ts"
export type { SearchOptions } from "./commands/reading.ts"
export type { ReportOptions } from "./commands/reports.ts"
export type { SetFileToReceiveOptions } from "./commands/standalone-files.ts"
export type { Answer } from "./commands/command-set.ts"
export type { GetChatOptions, GetChatsOptions } from "./commands/chats.ts"
export type { AppFilePaths, ReceiveFileOptions } from "./commands/files.ts"
export type { RemoveMembersOptions } from "./commands/group-members.ts"
export type { ConnectPlanOptions, PendingContactRequest } from "./commands/connections.ts"
export type { IncognitoOptions } from "./commands/groups.ts"
export type {
  ReactionOptions,
  SendMessagesOptions,
  UpdateChatItemOptions,
} from "./commands/messages.ts"
export type { CreateUserOptions } from "./commands/users.ts"
export type { Backoff } from "./events/receiver.ts"
export type { Tagged } from "./wire/envelope.ts"
export type {
  CallOptions,
  Core,
  CryptoFileArgs,
  PostgresDatabase,
  SqliteDatabase,
  WaitOptions,
} from "@simplex-chat/core"

// The wire types that signatures above name.
export type { CEvt, ChatEvent, ChatResponse, Command, CR, T } from "@simplex-chat/types"
