import type { T } from "@simplex-chat/types"
import type { ChatRef, Faults } from "./state.ts"

/** Bytes that were uploaded before, for the action that sends them. */
export interface Upload {
  /** What the server answered to the upload. */
  readonly upload: string
  readonly name: string
}

interface InChat {
  readonly person: string
  readonly chat: ChatRef
}

interface OnItem extends InChat {
  readonly item: number
}

export type BotAction = "start" | "stop" | "kill" | "restart"

/** What changes something. Each is kept as a step, and done again when the run goes back. */
export type Action =
  // Messages
  | (InChat & {
      readonly type: "say"
      readonly text: string
      readonly quote?: number | undefined
      /** Still being written: edits follow. */
      readonly live?: boolean | undefined
      /** Names that are mentioned in the text, with the ids of the members. */
      readonly mentions?: Readonly<Record<string, number>> | undefined
    })
  | (OnItem & { readonly type: "edit"; readonly text: string; readonly live?: boolean | undefined })
  | (OnItem & { readonly type: "delete"; readonly mode: "broadcast" | "internal" | "moderate" })
  | (OnItem & { readonly type: "react"; readonly emoji: string; readonly add: boolean })
  | (OnItem & { readonly type: "forward"; readonly to: ChatRef })
  | (OnItem & { readonly type: "report"; readonly reason: T.ReportReason; readonly text: string })
  | (InChat &
      Upload & {
        readonly type: "sendFile"
        readonly kind: "image" | "voice" | "video" | "file"
        readonly text: string
        /** A small picture as a data URL, for `image` and `video`. */
        readonly preview?: string | undefined
        /** For `voice` and `video`. */
        readonly seconds?: number | undefined
        readonly quote?: number | undefined
      })
  | { readonly type: "receiveFile"; readonly person: string; readonly file: number }
  | (InChat & { readonly type: "disappear"; readonly seconds: number | null })
  | (InChat & { readonly type: "read" })
  // People
  | { readonly type: "addPerson"; readonly name: string }
  | { readonly type: "removePerson"; readonly person: string }
  | { readonly type: "rename"; readonly person: string; readonly name: string }
  | { readonly type: "offline"; readonly person: string; readonly offline: boolean }
  /** To `bot`, to another person by id, or through a link. */
  | { readonly type: "connect"; readonly person: string; readonly to: string }
  // Groups
  | {
      readonly type: "createGroup"
      readonly person: string
      readonly name: string
      readonly kind: "group" | "channel"
    }
  | (InChat & { readonly type: "invite"; readonly contact: number })
  /** Has another person join through the group's link. */
  | (InChat & { readonly type: "bringIn"; readonly other: string })
  | (InChat & { readonly type: "join" })
  | (InChat & { readonly type: "leave" })
  | (InChat & {
      readonly type: "setRole"
      readonly member: number
      readonly role: T.GroupMemberRole
    })
  | (InChat & { readonly type: "block"; readonly member: number; readonly blocked: boolean })
  | (InChat & { readonly type: "removeMember"; readonly member: number })
  // Anything else that the person's core understands
  | { readonly type: "command"; readonly person: string; readonly text: string }
  // Time, faults, the bot
  | { readonly type: "pause"; readonly paused: boolean }
  | { readonly type: "deliver"; readonly id?: number | undefined }
  | { readonly type: "runClock"; readonly running: boolean }
  | { readonly type: "advance"; readonly ms: number }
  | { readonly type: "faults"; readonly faults: Partial<Faults> }
  | { readonly type: "bot"; readonly do: BotAction }
  // The run as a whole; not a step
  | { readonly type: "goTo"; readonly step: number }
  | { readonly type: "restart"; readonly seed: number }

/** What the server answers to an action, and to a query that failed. */
export type ActionResult = { readonly ok: true } | { readonly ok: false; readonly problem: string }
