import { describe, expect, test } from "vitest"
import { openApi, turn, until } from "../../test/helpers/open-api.ts"
import { type EventStream, InvalidArgumentError } from "../index.ts"

const event = (n: number) => ({ type: "hostConnected", protocol: "smp", transportHost: String(n) })
const events = (count: number) => Array.from({ length: count }, (_, n) => event(n))

async function read(stream: EventStream): Promise<unknown[]> {
  const seen: unknown[] = []
  for await (const event of stream) seen.push(event)
  return seen
}

test("a loop gets every event once, in order, and ends when the api is closed", async () => {
  const { api, core } = await openApi()
  const seen = [read(api.events()), read(api.events())]
  core.emit(...events(5))
  await turn()
  await api.close()
  expect(await Promise.all(seen)).toEqual([events(5), events(5)])
})

test("breaking out of a loop ends it alone", async () => {
  const { api, core } = await openApi()
  const other = api.events()
  core.emit(...events(3))
  for await (const seen of api.events()) {
    expect(seen).toEqual(event(0))
    break
  }
  expect((await other.next()).value).toEqual(event(0))
})

test("a signal ends it at once", async () => {
  const { api, core } = await openApi()
  const controller = new AbortController()
  const stream = api.events({ signal: controller.signal })
  const waiting = stream.next()
  controller.abort()
  expect(await waiting).toEqual({ done: true, value: undefined })
  expect(await read(api.events({ signal: controller.signal }))).toEqual([])
  core.emit(event(0))
  expect(await stream.next()).toEqual({ done: true, value: undefined })
})

describe("when the buffer is full", () => {
  test("buffered events are delivered, then the loop fails", async () => {
    const { api, core } = await openApi()
    const stream = api.events({ capacity: 2 })
    core.emit(...events(3))
    await turn()
    expect((await stream.next()).value).toEqual(event(0))
    expect((await stream.next()).value).toEqual(event(1))
    await expect(stream.next()).rejects.toMatchObject({ code: "overflow" })
    expect(await stream.next()).toEqual({ done: true, value: undefined })
  })

  test("or the oldest are dropped, and counted", async () => {
    const { api, core } = await openApi()
    const stream = api.events({ capacity: 2, whenFull: "dropOldest" })
    core.emit(...events(5))
    await turn()
    expect(stream.dropped).toBe(3)
    expect((await stream.next()).value).toEqual(event(3))
    expect((await stream.next()).value).toEqual(event(4))
  })

  test("other loops and handlers are not concerned", async () => {
    const { api, core } = await openApi()
    const stuck = api.events({ capacity: 1 })
    let handled = 0
    api.onAny(() => handled++)
    const seen = read(api.events())
    core.emit(...events(10))
    await until(() => handled === 10)
    await api.close()
    expect(await seen).toHaveLength(10)
    await expect(read(stuck)).rejects.toMatchObject({ code: "overflow" })
  })
})

test.each([0, -1, 1.5, Number.NaN])("a capacity of %s is refused", async (capacity) => {
  const { api } = await openApi()
  expect(() => api.events({ capacity })).toThrow(InvalidArgumentError)
})

describe("fetching events one by one", () => {
  test("gives each once, also to those who fetch side by side", async () => {
    const { api, core } = await openApi()
    const fetched = [api.recvChatEvent(), api.recvChatEvent()]
    core.emit(...events(3))
    expect(await Promise.all(fetched)).toEqual(events(2))
    expect(await api.recvChatEvent()).toEqual(event(2))
  })

  test("gives undefined in time, and the next event is not lost", async () => {
    const { api, core } = await openApi()
    expect(await api.recvChatEvent({ timeoutMs: 1 })).toBeUndefined()
    core.emit(event(0))
    await turn()
    expect(await api.recvChatEvent({ timeoutMs: 0 })).toEqual(event(0))
  })

  test("gives up by a signal, and gives undefined once the api is closed", async () => {
    const { api } = await openApi()
    const aborted = api.recvChatEvent({ signal: AbortSignal.abort() })
    await expect(aborted).rejects.toMatchObject({ code: "aborted" })
    const last = api.recvChatEvent()
    await api.close()
    expect(await last).toBeUndefined()
    expect(await api.recvChatEvent()).toBeUndefined()
  })
})
