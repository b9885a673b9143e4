import { describe, expect, test, vi } from "vitest"
import { openApi, turn, until } from "../../test/helpers/open-api.ts"
import { recordedEvent } from "../../test/helpers/recordings.ts"
import { failure } from "@simplex-chat/core/scripted"
import { type AnyEvent, ChatEventError } from "../index.ts"

const connected = recordedEvent("b-direct", "contactConnected")
const newItems = recordedEvent("b-direct", "newChatItems")
const host = (transportHost: string) => ({ type: "hostConnected", protocol: "smp", transportHost })

describe("handlers", () => {
  test("get the events of their tag, in order", async () => {
    const { api, core } = await openApi()
    const seen: string[] = []
    api.on("hostConnected", ({ transportHost }) => seen.push(transportHost))
    core.emit(host("a"), connected, host("b"))
    core.emit(host("c"))
    await until(() => seen.length === 3)
    expect(seen).toEqual(["a", "b", "c"])
  })

  test("of every tag come after those of the tag", async () => {
    const { api, core } = await openApi()
    const seen: string[] = []
    api.onAny(({ type }) => seen.push(`any ${type}`))
    api.on("contactConnected", () => seen.push("on contactConnected"))
    core.emit(connected)
    await until(() => seen.length === 2)
    expect(seen).toEqual(["on contactConnected", "any contactConnected"])
  })

  test("are called once with once, and no more after off", async () => {
    const { api, core } = await openApi()
    const [once, kept, removed, unsubscribed, never] = Array.from({ length: 5 }, () => vi.fn())
    api.once("hostConnected", once!)
    api.once("hostConnected", never!)
    api.on("hostConnected", kept!)
    api.on("hostConnected", kept!)
    api.on("hostConnected", removed!)
    const unsubscribe = api.on("hostConnected", unsubscribed!)
    api.off("hostConnected", removed!)
    api.off("hostConnected", never!)
    unsubscribe()
    core.emit(host("a"), host("b"))
    await until(() => kept!.mock.calls.length === 2)
    expect(once).toHaveBeenCalledTimes(1)
    for (const handler of [removed, unsubscribed, never]) expect(handler).not.toHaveBeenCalled()
  })

  test("one listener for several events distinguishes them by tag", async () => {
    const { api, core } = await openApi()
    const handler = vi.fn<() => void>()
    api.once("hostConnected", handler)
    api.once("hostConnected", handler)
    api.once("contactConnected", handler)
    api.off("contactConnected", handler)
    core.emit(connected, host("a"), host("b"))
    await until(() => handler.mock.calls.length > 0)
    expect(handler.mock.calls).toEqual([[host("a")]])
  })

  test("that throw or reject are reported, and stop nothing", async () => {
    const { api, core, errors } = await openApi()
    const seen: AnyEvent[] = []
    api.on("hostConnected", () => {
      throw new Error("first")
    })
    api.on("hostConnected", () => Promise.reject(new Error("second")))
    api.on("hostConnected", (event) => seen.push(event))
    core.emit(host("a"), host("b"))
    await until(() => errors.length === 4)
    expect(seen).toHaveLength(2)
    expect(errors.map(({ code, tag }) => [code, tag])).toEqual(
      Array(4).fill(["handlerFailed", "hostConnected"]),
    )
    expect(errors.map(({ cause }) => (cause as Error).message).toSorted()).toEqual([
      "first",
      "first",
      "second",
      "second",
    ])
    expect(errors[0]?.message).toBe("a handler of hostConnected failed")
  })

  test("do not block receiving: one can wait for events and commands", async () => {
    const { api, core } = await openApi()
    const done: string[] = []
    api.on("contactConnected", async () => {
      await api.sendChatCmd("/help")
      const { transportHost } = await api.waitFor("hostConnected")
      done.push(transportHost)
    })
    core.emit(connected)
    await turn()
    core.emit(host("a"))
    await until(() => done.length === 1)
    expect(done).toEqual(["a"])
  })

  test("that are added or removed by a handler count from the next event on", async () => {
    const { api, core } = await openApi()
    const seen: string[] = []
    const second = () => seen.push("second")
    api.once("hostConnected", () => {
      api.off("hostConnected", second)
      api.on("hostConnected", () => seen.push("third"))
    })
    api.on("hostConnected", second)
    core.emit(host("a"))
    await until(() => seen.length === 1)
    core.emit(host("b"))
    await until(() => seen.length === 2)
    expect(seen).toEqual(["second", "third"])
  })
})

describe("what a newer core sends", () => {
  test("is passed on as it is, with the tag unknown", async () => {
    const { api, core } = await openApi()
    const seen: AnyEvent[] = []
    api.on("unknown", (event) => seen.push(event))
    core.emit({ type: "brandNew", field: [1] }, { type: "unknown" })
    await until(() => seen.length === 2)
    expect(seen).toEqual([
      { type: "unknown", tag: "brandNew", json: { type: "brandNew", field: [1] } },
      { type: "unknown", tag: "unknown", json: { type: "unknown" } },
    ])
  })

  test("in a declared event is not touched", async () => {
    const { api, core } = await openApi()
    const event = { ...host("a"), protocol: "quic", port: 5223 }
    const seen = api.waitFor("hostConnected")
    core.emit(event)
    expect(await seen).toEqual(event)
  })

  test("as an error on the queue is the event chatError", async () => {
    const { api, core } = await openApi()
    const seen = api.waitFor("chatError")
    const chatError = { type: "error", errorType: { type: "noConnectionUser", agentConnId: "" } }
    core.emitRaw(failure(chatError))
    expect(await seen).toEqual({ type: "chatError", chatError })
  })
})

describe("waitFor", () => {
  test("takes the first event that fits", async () => {
    const { api, core } = await openApi()
    const found = api.waitFor("hostConnected", {
      where: ({ transportHost }) => transportHost === "b",
    })
    core.emit(host("a"), host("b"), host("b"))
    expect(await found).toEqual(host("b"))
  })

  test("gives up in time, by a signal, and when the api is closed", async () => {
    const { api } = await openApi()
    await expect(api.waitFor("hostConnected", { timeoutMs: 1 })).rejects.toMatchObject({
      name: "ChatEventError",
      code: "timeout",
      tag: "hostConnected",
    })
    const reason = new Error("enough")
    const aborted = api.waitFor("hostConnected", { signal: AbortSignal.abort(reason) })
    await expect(aborted).rejects.toMatchObject({ code: "aborted", cause: reason })
    const closed = api.waitFor("hostConnected")
    await Promise.all([api.close(), expect(closed).rejects.toMatchObject({ code: "closed" })])
    await expect(api.waitFor("hostConnected")).rejects.toMatchObject({ code: "closed" })
  })

  test("throws what the condition throws", async () => {
    const { api, core } = await openApi()
    const broken = api.waitFor("hostConnected", {
      where: () => {
        throw new RangeError("no")
      },
    })
    core.emit(host("a"))
    await expect(broken).rejects.toThrow(RangeError)
  })
})

describe("before the first listener", () => {
  test("events are kept, for all handlers that are added together", async () => {
    const { api, core } = await openApi((command) =>
      JSON.stringify({ result: { type: command === "/_start" ? "chatStarted" : "chatStopped" } }),
    )
    await api.startChat()
    core.emit(newItems, connected)
    await turn()
    const seen: string[] = []
    api.on("contactConnected", ({ type }) => seen.push(type))
    api.on("newChatItems", ({ type }) => seen.push(type))
    await turn()
    expect(seen).toEqual(["newChatItems", "contactConnected"])
  })

  test("too many are dropped from the oldest on, and that is reported", async () => {
    const { api, core, errors } = await openApi((command) =>
      JSON.stringify({ result: { type: command === "/_start" ? "chatStarted" : "chatStopped" } }),
    )
    await api.startChat()
    core.emit(...Array.from({ length: 1002 }, (_, i) => host(String(i))))
    await turn()
    await turn()
    const seen: string[] = []
    api.on("hostConnected", ({ transportHost }) => seen.push(transportHost))
    await until(() => seen.length === 1000)
    expect(seen[0]).toBe("2")
    expect(errors).toEqual([expect.objectContaining({ code: "eventsDropped" })])
    expect(errors[0]).toBeInstanceOf(ChatEventError)
  })
})
