import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { expect, test } from "vitest"
import { openApi, turn, until } from "../../test/helpers/open-api.ts"
import { ScriptedCore } from "@simplex-chat/core/scripted"
import { ChatApi } from "../index.ts"

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void

const host = { type: "hostConnected", protocol: "smp", transportHost: "a" }

test("receiving that fails is reported, and tried again ever later", async () => {
  const { api, core, errors } = await openApi(undefined, { backoff: { initialMs: 1, maxMs: 4 } })
  for (let i = 0; i < 4; i++) core.failReceive(new Error("it broke"))
  const arrived = api.waitFor("hostConnected")
  await until(() => errors.length === 4)
  expect(errors.map(({ code, retryInMs }) => [code, retryInMs])).toEqual([
    ["receiveFailed", 1],
    ["receiveFailed", 2],
    ["receiveFailed", 4],
    ["receiveFailed", 4],
  ])
  expect(errors[0]?.cause).toEqual(new Error("it broke"))
  core.emit(host)
  expect(await arrived).toEqual(host)
  core.failReceive(new Error("it broke again"))
  await until(() => errors.length === 5)
  expect(errors[4]?.retryInMs).toBe(1)
})

test("a core that delivers nothing does not make it spin", async () => {
  const { api, core, errors } = await openApi(undefined, { backoff: { initialMs: 60_000 } })
  api.onAny(() => {})
  core.emitRaw()
  await until(() => errors.length === 1)
  await turn()
  expect(core.receives).toBe(1)
})

test("an invalid event is reported, without its text; the others arrive", async () => {
  const { api, core, errors } = await openApi()
  const arrived = api.waitFor("hostConnected")
  core.emitRaw("secret text", "{}", '{"result":{}}', JSON.stringify({ result: host }))
  await arrived
  expect(errors.map(({ code }) => code)).toEqual(Array(3).fill("invalidEvent"))
  for (const { message, cause } of errors)
    expect(`${message}${String(cause)}`).not.toMatch("secret")
})

test("a core that dies ends all that waits, and is reported", async () => {
  const { api, core, errors } = await openApi()
  const ends = Promise.allSettled([api.waitFor("hostConnected"), api.events().next()])
  await core.close()
  const closed = { status: "rejected", reason: expect.objectContaining({ code: "closed" }) }
  expect(await ends).toEqual([closed, closed])
  expect(errors).toEqual([expect.objectContaining({ code: "closed" })])
  await expect(api.apiListUsers()).rejects.toMatchObject({ code: "closed" })
})

test("a flood leaves room for timers and sockets", async () => {
  const core = new ScriptedCore()
  const batch = Array.from({ length: 64 }, () => JSON.stringify({ result: host }))
  core.receive = () => Promise.resolve(batch)
  const api = await ChatApi.init(core)
  let events = 0
  api.onAny(() => events++)
  do await new Promise((resolve) => setTimeout(resolve, 1))
  while (events === 0)
  expect(events).toBeGreaterThan(0)
  await api.close()
})

test("so does one that comes in a single batch", async () => {
  const { api, core } = await openApi()
  let events = 0
  api.onAny(() => events++)
  core.emitRaw(...Array.from({ length: 2000 }, () => JSON.stringify({ result: host })))
  await until(() => events > 0)
  expect(events).toBeLessThan(2000)
  await until(() => events === 2000)
})

test("a batch is not kept while the next one is waited for", async () => {
  const core = new ScriptedCore()
  const batches: WeakRef<string[]>[] = []
  core.receive = () => {
    if (batches.length > 0) return new Promise(() => {})
    const batch = [JSON.stringify({ result: host })]
    batches.push(new WeakRef(batch))
    return Promise.resolve(batch)
  }
  const api = await ChatApi.init(core)
  await api.waitFor("hostConnected")
  await turn()
  collectGarbage()
  expect(batches.map((batch) => batch.deref())).toEqual([undefined])
  await api.close()
})

test("closing does not depend on a core that minds the signal", async () => {
  const core = new ScriptedCore()
  core.receive = () => new Promise(() => {})
  const api = await ChatApi.init(core)
  api.onAny(() => {})
  await expect(api.close()).resolves.toBeUndefined()
})
