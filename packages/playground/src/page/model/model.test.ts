import type { T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import type { ServerMessage, State } from "../../protocol/index.ts"
import { type Model, reduce } from "./model.ts"

const state = {
  people: [
    { id: "you", name: "you", isYou: true, offline: false },
    { id: "bob", name: "bob", isYou: false, offline: false },
  ],
  seed: 1,
} as unknown as State

const item = (itemId: number, itemText = "") =>
  ({ meta: { itemId, itemText } }) as unknown as T.ChatItem

const chat = (ref: string, items: T.ChatItem[], ids = items.map(({ meta }) => meta.itemId)) =>
  ({
    type: "chat",
    person: "you",
    ref,
    info: {},
    unread: 0,
    ids,
    items,
  }) as unknown as ServerMessage

function after(...messages: ServerMessage[]): Model | undefined {
  const all: ServerMessage = { type: "all", state, chats: { you: [], bob: [] }, records: [] }
  return [all, ...messages].reduce<Model | undefined>(reduce, undefined)
}

test("nothing is known before the server has sent all there is", () => {
  expect(reduce(undefined, chat("@4", [item(1)]))).toBeUndefined()
})

test("a change brings only the items that are new or different; the others stay", () => {
  const model = after(chat("@4", [item(1, "a"), item(2, "b")]), chat("@4", [item(2, "B")], [1, 2]))
  expect(model?.chats["you"]?.[0]?.items.map(({ meta }) => meta.itemText)).toEqual(["a", "B"])
})

test("an item that is no longer listed is gone", () => {
  const model = after(chat("@4", [item(1), item(2)]), chat("@4", [], [2]))
  expect(model?.chats["you"]?.[0]?.items.map(({ meta }) => meta.itemId)).toEqual([2])
})

test("the chat that changed last comes first", () => {
  const model = after(chat("@4", []), chat("#1", []), chat("@4", []))
  expect(model?.chats["you"]?.map(({ ref }) => ref)).toEqual(["@4", "#1"])
})

test("a chat, and a person with all theirs, can go", () => {
  const model = after(
    chat("@4", []),
    { type: "chatGone", person: "you", ref: "@4" },
    { type: "state", changes: { people: state.people.slice(0, 1) } },
  )
  expect(model?.chats).toEqual({ you: [] })
})
