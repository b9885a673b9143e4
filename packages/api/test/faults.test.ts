import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { expect, test } from "vitest"
import { ChatApi } from "../src/index.ts"
import { openApi, until } from "./helpers/open-api.ts"
import { recordedEvent } from "./helpers/recordings.ts"
import { ClosedError } from "@simplex-chat/core"
import { refusal, result, ScriptedCore } from "@simplex-chat/core/scripted"

// Single faults are tested beside what they concern; here a core has several, or many.

/** Bytes in use after all that can be freed was freed. */
function memoryInUse(): number {
  setFlagsFromString("--expose-gc")
  const collect = runInNewContext("gc") as () => void
  collect()
  return process.memoryUsage().heapUsed
}

test("a million events, with loops that are stuck, take no more memory than the buffers", async () => {
  const million = 1_000_000
  const event = JSON.stringify({
    result: { type: "hostConnected", protocol: "smp", transportHost: "127.0.0.1" },
  })
  const batch = Array.from({ length: 500 }, () => event)
  let left = million
  const core = new ScriptedCore()
  core.receive = async () => {
    if (left === 0) return new Promise(() => {})
    left -= batch.length
    return batch
  }
  const before = memoryInUse()
  const api = await ChatApi.init(core)
  const dropping = api.events({ whenFull: "dropOldest" })
  const failing = api.events()
  let handled = 0
  api.on("hostConnected", async () => {
    handled++
  })
  await until(() => handled === million)
  expect(dropping.dropped).toBe(million - 1000)
  expect(memoryInUse() - before).toBeLessThan(10e6)
  let read = 0
  const reading = (async () => {
    for await (const _ of failing) read++
  })()
  await expect(reading).rejects.toMatchObject({ code: "overflow" })
  expect(read).toBe(1000)
  await api.close()
})

test("answers that overtake each other reach those who asked", async () => {
  const answers: (() => void)[] = []
  const { api } = await openApi(
    (command) =>
      new Promise((resolve) => {
        answers.push(() => resolve(result({ type: "versionInfo", echo: command })))
      }),
  )
  const running = Array.from({ length: 50 }, (_, i) => api.sendChatCmd(`/echo ${i}`))
  await until(() => answers.length === 50)
  for (const answer of answers.toReversed()) answer()
  const echoes = (await Promise.all(running)).map(({ echo }) => echo)
  expect(echoes).toEqual(running.map((_, i) => `/echo ${i}`))
})

test("a core that lies in everything it says breaks nothing, and is reported", async () => {
  const { api, core, errors } = await openApi(() => "[]", { backoff: { initialMs: 1 } })
  const seen: string[] = []
  api.onAny(({ type }) => seen.push(type))
  core.emit(
    { type: "newChatItems" },
    { type: "newChatItems", chatItems: [null] },
    { type: "chatItemsStatusesUpdated", chatItems: [{ chatItem: {} }] },
  )
  core.emitRaw("", "\u0000", "[[[[")
  core.failReceive(new Error("it broke"))
  core.emit(recordedEvent("b-direct", "contactConnected"))
  await expect(api.apiListUsers()).rejects.toMatchObject({ code: "invalidAnswer" })
  await until(() => seen.includes("contactConnected"))
  expect(seen).toEqual([
    "newChatItems",
    "newChatItems",
    "chatItemsStatusesUpdated",
    "contactConnected",
  ])
  expect(errors.map(({ code }) => code)).toEqual([
    ...Array<string>(5).fill("invalidEvent"),
    "receiveFailed",
  ])
})

test("a core that dies ends each command, wait, loop, delivery and transfer, and closing too", async () => {
  const core = new ScriptedCore((command) => {
    if (command === "/_start") return result({ type: "chatStarted" })
    if (command === "/version") return refusal("unknown")
    if (command.startsWith("/freceive")) return result({ type: "rcvFileAccepted", chatItem: {} })
    return dying.then(() => {
      throw new ClosedError("dead")
    })
  })
  let die = () => {}
  const dying = new Promise<void>((resolve) => (die = resolve))
  const api = await ChatApi.init(core)
  const reported: string[] = []
  api.onError(({ code }) => reported.push(code))
  await api.startChat()
  const loop = (async () => {
    for await (const _ of api.events());
  })()
  const ends = [
    api.apiListUsers(),
    api.waitFor("contactConnected"),
    loop,
    api.receiveFile(1),
    api.forUser(1).apiListContacts(1),
  ]
  const outcomes = Promise.all(
    ends.map((end) =>
      end.then(
        () => "resolved",
        (error: { code: string }) => error.code,
      ),
    ),
  )
  await until(() => core.commands.length >= 3)
  die()
  await core.close()
  expect(await outcomes).toEqual(["closed", "closed", "closed", "closed", "closed"])
  await expect(api.close({ settleMs: 0 })).resolves.toBeUndefined()
  expect(reported).toEqual(["closed"])
  expect(core.commands).not.toContain("/_stop")
})

test("a thousand commands in flight are all answered", async () => {
  const { api } = await openApi(async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return result({ type: "cmdOk" })
  })
  const running = Array.from({ length: 1000 }, () => api.apiSetContactCustomData(1, {}))
  await expect(Promise.all(running)).resolves.toHaveLength(1000)
})
