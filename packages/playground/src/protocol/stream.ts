import type { T } from "@simplex-chat/types"
import type { RecordRow } from "./inspection.ts"
import type { Chat, ChatRef, State } from "./state.ts"

/** What the server sends on its own: first all there is, then what changes. */
export type ServerMessage =
  | {
      readonly type: "all"
      readonly state: State
      readonly chats: Readonly<Record<string, readonly Chat[]>>
      readonly records: readonly RecordRow[]
    }
  | { readonly type: "state"; readonly changes: Partial<State> }
  | {
      readonly type: "chat"
      readonly person: string
      readonly ref: ChatRef
      readonly info: T.ChatInfo
      readonly unread: number
      /** All items of the chat, oldest first. */
      readonly ids: readonly number[]
      /** Those that are new or changed. */
      readonly items: readonly T.ChatItem[]
    }
  | { readonly type: "chatGone"; readonly person: string; readonly ref: ChatRef }
  | { readonly type: "records"; readonly records: readonly RecordRow[] }
