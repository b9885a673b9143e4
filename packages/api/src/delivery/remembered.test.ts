import type { T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { openApi, turn } from "../../test/helpers/open-api.ts"
import { recordedFrames } from "../../test/helpers/recordings.ts"

/** How many own messages are remembered; the oldest are forgotten first. */
const remembered = 10_000

const recorded = recordedFrames("b-direct").flatMap((frame) =>
  "resp" in frame && "result" in frame.resp && frame.resp.result.type === "newChatItems"
    ? (frame.resp.result["chatItems"] as T.AChatItem[])
    : [],
)[0]!

function itemWith(itemId: number, itemStatus: T.CIStatus): T.AChatItem {
  const { chatInfo, chatItem } = recorded
  return { chatInfo, chatItem: { ...chatItem, meta: { ...chatItem.meta, itemId, itemStatus } } }
}

const fresh = { type: "sndNew" } as const
const sent = { type: "sndSent", sndProgress: "complete" } as const
const received = { type: "sndRcvd", msgRcptStatus: "ok", sndProgress: "complete" } as const
const isSent = { state: "sent", complete: true }
const statuses = (...itemIds: number[]) => ({
  type: "chatItemsStatusesUpdated",
  chatItems: itemIds.map((id) => itemWith(id, sent)),
})

test("a bot that tracks every message does not grow: those that nothing waits for are let go", async () => {
  const { api, core } = await openApi()
  const awaited = api.trackDelivery(itemWith(1, fresh))
  const waiting = awaited.sent()
  const letGo = api.trackDelivery(itemWith(2, fresh))
  const kept = api.trackDelivery(itemWith(3, fresh))
  for (let id = 4; id <= remembered + 1; id++) api.trackDelivery(itemWith(id, fresh))

  core.emit(statuses(1, 2, 3))
  expect(await waiting).toEqual(isSent)
  expect(await kept.sent()).toEqual(isSent)
  await turn()
  expect(letGo.state).toEqual({ state: "pending" })
})

test("a status is remembered for late callers, but not forever", async () => {
  const { api, core } = await openApi()
  api.onAny(() => {})
  core.emit(statuses(...Array.from({ length: remembered + 1 }, (_, at) => at + 1)))
  await api.waitFor("chatItemsStatusesUpdated")
  expect(api.trackDelivery(itemWith(2, fresh)).state).toEqual(isSent)
  expect(api.trackDelivery(itemWith(1, fresh)).state).toEqual({ state: "pending" })
})

test("a message that arrived is let go: asked for again, it is a delivery of its own", async () => {
  const { api, core } = await openApi()
  const delivery = api.trackDelivery(itemWith(1, fresh))
  core.emit(statuses(1))
  await delivery.sent()
  expect(api.trackDelivery(itemWith(1, fresh))).toBe(delivery)

  core.emit({ type: "chatItemsStatusesUpdated", chatItems: [itemWith(1, received)] })
  const arrived = await delivery.delivered()
  const again = api.trackDelivery(itemWith(1, fresh))
  expect(again).not.toBe(delivery)
  expect(again.state).toEqual(arrived)
})

test("stopping does not wait for a message so old that it is forgotten", async () => {
  const { api, core } = await openApi()
  api.onAny(() => {})
  const ids = Array.from({ length: remembered + 1 }, (_, at) => at + 1)
  const pending = ids.map((id) => itemWith(id, fresh))
  core.emit({ type: "chatItemsStatusesUpdated", chatItems: pending }, statuses(...ids.slice(1)))
  await api.waitFor("chatItemsStatusesUpdated")
  await turn()
  // The first never reached a server. If it counted, this took the whole minute.
  await api.stopChat({ settleMs: 60_000 })
  expect(core.commands).toEqual(["/_stop"])
})
