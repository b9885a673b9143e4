import type { ChatRef } from "../../protocol/index.ts"
import { Store } from "./store.ts"

/** One message, as one person has it. */
export interface ItemKey {
  readonly person: string
  readonly chat: ChatRef
  readonly item: number
}

export type Panel = "message" | "log" | "steps"

/** What the person at the page looks at; the server knows nothing of it. */
export interface ViewState {
  /** The chat that is open, by person. */
  readonly open: Readonly<Record<string, ChatRef>>
  /** Whose chats are shown on a narrow window. */
  readonly person: string | undefined
  readonly panel: Panel | undefined
  /** The message that the inspector shows. */
  readonly inspected: ItemKey | undefined
  /** The people whose next new chat is opened: they are about to make or join one. */
  readonly expecting: Readonly<Record<string, boolean>>
}

export const view = new Store<ViewState>({
  open: {},
  person: undefined,
  panel: undefined,
  inspected: undefined,
  expecting: {},
})

export const change = (changes: Partial<ViewState>): void =>
  view.set((now) => ({ ...now, ...changes }))

export const openChat = (person: string, ref: ChatRef): void =>
  view.set((now) => ({
    ...now,
    open: { ...now.open, [person]: ref },
    expecting: { ...now.expecting, [person]: false },
  }))

export const expectChat = (person: string): void =>
  view.set((now) => ({ ...now, expecting: { ...now.expecting, [person]: true } }))

export const inspect = (inspected: ItemKey): void => change({ inspected, panel: "message" })
