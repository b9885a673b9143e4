import type { ChatApi, ChatEventError } from "@simplex-chat/api"
import type { BroadcastStore } from "../broadcast/broadcast-store.ts"
import type { Inbox } from "../inbox/inbox.ts"
import type { ReadMarker } from "../inbox/read-marker.ts"
import type { Outbox } from "../messages/outbox.ts"
import type { ChatMenus } from "./menus/chat-menus.ts"
import type { Logger } from "./logging.ts"
import type { Quiet } from "./quiet.ts"
import type { Reconciler } from "./reconciler.ts"
import type { Identified } from "./reconcile-profile.ts"
import type { State } from "./state-file.ts"
import type { Telemetry } from "../telemetry/telemetry.ts"

/** The parts of a running bot. */
export interface Running {
  /** Begins to handle messages. */
  readonly open: () => void
  readonly api: ChatApi
  readonly inbox: Inbox
  readonly outbox: Outbox
  readonly marker: ReadMarker
  readonly quiet: Quiet
  readonly logger: Logger
  readonly identified: Identified
  readonly identity: string
  readonly broadcasts: BroadcastStore
  readonly reconciler: Reconciler
  /** Undefined where the profile is not the bot's to set. */
  readonly menus: ChatMenus | undefined
  readonly state: State
  /** Undefined where no SDK is registered. */
  readonly telemetry: Telemetry | undefined
}

/** What a start reports to, and what ends it. */
export interface StartCallbacks {
  readonly logger: Logger
  /** Gives up while the database is being opened. */
  readonly signal: AbortSignal
  /** The core was closed by others, or fails. */
  onApiError(error: ChatEventError): void
  /** What was handled could not be stored. */
  onStateFailure(error: unknown): void
  /** A host of several processes cannot be worked with any more. */
  onHostFailure(error: Error): void
}
