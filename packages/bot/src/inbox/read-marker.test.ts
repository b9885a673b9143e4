import { ChatApi } from "@simplex-chat/api"
import { ScriptedCore } from "@simplex-chat/core/scripted"
import { expect, onTestFinished, test, vi } from "vitest"
import { ReadMarker } from "./read-marker.ts"

async function marker(fails: (command: string) => boolean = () => false) {
  const core = new ScriptedCore((command) =>
    JSON.stringify(
      fails(command)
        ? { error: { type: "errorStore", storeError: { type: "contactNotFound" } } }
        : { result: { type: command === "/_stop" ? "chatStopped" : "cmdOk" } },
    ),
  )
  const api = await ChatApi.init(core)
  onTestFinished(() => api.close({ settleMs: 0 }))
  const failures: unknown[] = []
  return { core, failures, marker: new ReadMarker(api, (error) => failures.push(error)) }
}

test("messages are marked together, chat by chat, support chats of their own", async () => {
  const { core, marker: one } = await marker()
  const group = { chatType: "group", chatId: 2 } as const
  one.mark({ chatType: "direct", chatId: 4 }, 7)
  one.mark(group, 8)
  one.mark({ ...group, chatScope: { type: "memberSupport" } }, 9)
  one.mark({ ...group, chatScope: { type: "memberSupport", groupMemberId_: 3 } }, 10)
  one.mark({ chatType: "direct", chatId: 4 }, 11)
  expect(core.commands).toEqual([])
  await one.flush()
  expect(core.commands).toEqual([
    "/_read chat items @4 7,11",
    "/_read chat items #2 8",
    "/_read chat items #2(_support) 9",
    "/_read chat items #2(_support:3) 10",
  ])
  await one.flush()
  expect(core.commands).toHaveLength(4)
})

test("after a while, or a hundred of one chat, they are marked without being asked for", async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { core, marker: one } = await marker()
  one.mark({ chatType: "direct", chatId: 4 }, 1)
  await vi.advanceTimersByTimeAsync(200)
  expect(core.commands).toEqual(["/_read chat items @4 1"])

  const ids = Array.from({ length: 100 }, (_, at) => at + 2)
  for (const id of ids.slice(0, 99)) one.mark({ chatType: "direct", chatId: 4 }, id)
  expect(core.commands).toHaveLength(1)
  one.mark({ chatType: "direct", chatId: 4 }, 101)
  await vi.advanceTimersByTimeAsync(0)
  expect(core.commands[1]).toBe(`/_read chat items @4 ${ids.join(",")}`)
})

test("a chat that cannot be marked is reported, and the others are marked", async () => {
  const { core, failures, marker: one } = await marker((command) => command.includes("@4"))
  one.mark({ chatType: "direct", chatId: 4 }, 1)
  one.mark({ chatType: "direct", chatId: 5 }, 2)
  await one.flush()
  expect(failures).toMatchObject([{ code: "contactNotFound" }])
  expect(core.commands.at(-1)).toBe("/_read chat items @5 2")
})
