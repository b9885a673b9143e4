import type { T } from "@simplex-chat/types"
import type { Inspection, RecordDetail } from "./inspection.ts"
import type { ChatRef } from "./state.ts"

/** What only looks. */
export type Query =
  | {
      readonly type: "inspect"
      readonly person: string
      readonly chat: ChatRef
      readonly item: number
    }
  | { readonly type: "record"; readonly id: number }
  | { readonly type: "members"; readonly person: string; readonly chat: ChatRef }
  | { readonly type: "test"; readonly runner: "node" | "vitest"; readonly write: boolean }

export interface QueryResult {
  readonly inspect: Inspection
  readonly record: RecordDetail | undefined
  readonly members: {
    readonly members: readonly T.GroupMember[]
    readonly link: string | undefined
  }
  readonly test: {
    readonly source: string
    /** Where it was written, or would be. */
    readonly path: string
    readonly written: boolean
  }
}
