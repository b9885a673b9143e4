import type { T } from "@simplex-chat/types"
import { describe, expect, test } from "vitest"
import { openApi, turn } from "../../test/helpers/open-api.ts"
import { recordedFrames } from "../../test/helpers/recordings.ts"
import type { DeliveryState } from "../index.ts"

/** A recorded item, as it would be with this id and status. */
function itemWith(itemStatus: T.CIStatus, itemId = 7): T.AChatItem {
  const item = structuredClone(recordedItem)
  item.chatItem.meta = { ...item.chatItem.meta, itemId, itemStatus }
  return item
}

const recordedItem = recordedFrames("b-direct").flatMap((frame) =>
  "resp" in frame && "result" in frame.resp && frame.resp.result.type === "newChatItems"
    ? (frame.resp.result["chatItems"] as T.AChatItem[])
    : [],
)[0]!

const status = (itemStatus: T.CIStatus, itemId?: number) => ({
  type: "chatItemsStatusesUpdated",
  chatItems: [itemWith(itemStatus, itemId)],
})

const fresh = { type: "sndNew" } as const
const sent = { type: "sndSent", sndProgress: "complete" } as const
const partlySent = { type: "sndSent", sndProgress: "partial" } as const
const received = { type: "sndRcvd", msgRcptStatus: "ok", sndProgress: "complete" } as const
const partlyReceived = { type: "sndRcvd", msgRcptStatus: "ok", sndProgress: "partial" } as const
const failed = { type: "sndError", agentError: { type: "quota" } } as const

async function tracked(itemStatus: T.CIStatus = fresh) {
  const { api, core } = await openApi()
  api.onAny(() => {})
  const delivery = api.trackDelivery(itemWith(itemStatus))
  return { api, core, delivery }
}

test("a message is sent, then delivered", async () => {
  const { core, delivery } = await tracked()
  expect(delivery.state).toEqual({ state: "pending" })
  core.emit(status(sent))
  expect(await delivery.sent()).toEqual({ state: "sent", complete: true })
  core.emit(status(received))
  expect(await delivery.delivered()).toEqual({ state: "delivered", complete: true, receipt: "ok" })
  expect(await delivery.sent()).toMatchObject({ state: "delivered" })
})

test("it is followed without any other listener", async () => {
  const { api, core } = await openApi()
  const delivery = api.trackDelivery(itemWith(fresh))
  core.emit(status(sent))
  expect(await delivery.sent()).toEqual({ state: "sent", complete: true })
})

test("going through it gives each step, to the last", async () => {
  const { core, delivery } = await tracked()
  const states: DeliveryState[] = []
  const loop = (async () => {
    for await (const state of delivery) states.push(state)
  })()
  const steps = [{ type: "sndWarning", agentError: { type: "expired" } } as const, sent, received]
  for (const step of steps) {
    core.emit(status(step))
    await turn()
  }
  await loop
  expect(states.map(({ state }) => state)).toEqual(["pending", "delayed", "sent", "delivered"])
})

test.each([
  [failed, { type: "quota" }],
  [{ type: "sndErrorAuth" } as const, { type: "auth" }],
])("one that cannot be delivered fails with the reason: %j", async (itemStatus, reason) => {
  const { core, delivery } = await tracked()
  const waiting = delivery.delivered()
  core.emit(status(itemStatus))
  await expect(waiting).rejects.toMatchObject({
    name: "DeliveryError",
    code: "failed",
    itemId: 7,
    reason,
  })
  await expect(delivery.sent()).rejects.toMatchObject({ code: "failed" })
  expect(delivery.state).toEqual({ state: "failed", reason })
})

test("a status that came before the item was tracked counts", async () => {
  const { api, core } = await openApi()
  const seen = api.waitFor("chatItemsStatusesUpdated")
  core.emit(status(sent))
  await seen
  expect(api.trackDelivery(itemWith(fresh)).state).toEqual({ state: "sent", complete: true })
})

test("a status that is overtaken is no step back", async () => {
  const { core, delivery } = await tracked()
  core.emit(status(received), status(sent), status(failed))
  await turn()
  expect(delivery.state).toEqual({ state: "delivered", complete: true, receipt: "ok" })
})

test("in a group, all must have it, or one where that is enough", async () => {
  const { core, delivery } = await tracked()
  core.emit(status(partlySent), status(partlyReceived))
  expect(await delivery.delivered({ partial: true })).toMatchObject({ complete: false })
  await expect(delivery.sent({ timeoutMs: 1 })).rejects.toMatchObject({ code: "timeout" })
  core.emit(status(received))
  expect(await delivery.delivered()).toMatchObject({ complete: true })
})

test("other messages, received ones and unknown states do not disturb it", async () => {
  const { core, delivery } = await tracked()
  core.emit(status(received, 8), status({ type: "rcvRead" }))
  core.emit(status({ type: "brandNew" } as unknown as T.CIStatus))
  await turn()
  expect(delivery.state).toEqual({ state: "unknown", status: { type: "brandNew" } })
  core.emit(status(sent))
  expect(await delivery.sent()).toMatchObject({ state: "sent" })
})

describe("waiting is given up", () => {
  test("in time, over all steps", async () => {
    const { delivery } = await tracked(sent)
    const error = { code: "timeout", reason: undefined }
    await expect(delivery.delivered({ timeoutMs: 1 })).rejects.toMatchObject(error)
  })

  test("by a signal", async () => {
    const { delivery } = await tracked()
    const signal = AbortSignal.abort("enough")
    await expect(delivery.sent({ signal })).rejects.toMatchObject({
      code: "aborted",
      cause: "enough",
    })
  })
})

test("a message is tracked once, however often it is asked for", async () => {
  const { api, delivery } = await tracked()
  expect(api.trackDelivery(itemWith(fresh))).toBe(delivery)
})

test("a received item cannot be tracked", async () => {
  const { api } = await openApi()
  expect(() => api.trackDelivery(itemWith({ type: "rcvNew" }))).toThrow("received, not sent")
})

test("the recorded deliveries are reported as they happened", async () => {
  const { api, core } = await openApi()
  const frames = recordedFrames("c-groups").filter(({ ctrl }) => ctrl === "alice")
  const last = new Map<number, T.CIStatus>()
  for (const frame of frames) {
    if (!("event" in frame) || !("result" in frame.event)) continue
    const { result } = frame.event
    if (result.type !== "chatItemsStatusesUpdated") continue
    core.emit(result)
    for (const item of result["chatItems"] as T.AChatItem[]) {
      last.set(item.chatItem.meta.itemId, item.chatItem.meta.itemStatus)
    }
  }
  api.onAny(() => {})
  for (let i = 0; i < frames.length; i++) await turn()
  expect(last.size).toBeGreaterThan(5)
  for (const [itemId, { type }] of last) {
    const { state } = api.trackDelivery(itemWith(fresh, itemId)).state
    expect(state).toBe(type === "sndRcvd" ? "delivered" : "sent")
  }
})
