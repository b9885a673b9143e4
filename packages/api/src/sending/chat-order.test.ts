import { result } from "@simplex-chat/core/scripted"
import { CC } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { openApi, turn } from "../../test/helpers/open-api.ts"

const alice = { chatType: "direct", chatId: 4 } as const
const club = { chatType: "group", chatId: 1 } as const

/** A core that executes the newest of the commands in flight first, one for each `step`. */
function hastyCore() {
  const waiting: { text: string; answer: () => void }[] = []
  const done: string[] = []
  const script = (text: string) =>
    new Promise<string>((resolve) => {
      const answer = () => {
        done.push(/"text":"(\w+)"/.exec(text)?.[1] ?? text)
        resolve(result({ type: "newChatItems", chatItems: [] }))
      }
      waiting.push({ text, answer })
    })
  const step = async () => {
    waiting.pop()?.answer()
    await turn()
  }
  return { script, step, waiting, done }
}

test("messages of one chat are executed in the order in which they were sent", async () => {
  const { script, step, done } = hastyCore()
  const { api } = await openApi(script)
  const sends = ["one", "two", "three"].map((text) => api.apiSendTextMessage(alice, text))
  for (let steps = 0; steps < 3; steps++) await step()
  await Promise.all(sends)
  expect(done).toEqual(["one", "two", "three"])
})

test("those of other chats, and other commands, do not wait for them", async () => {
  const { script, waiting, step } = hastyCore()
  const { api } = await openApi(script)
  const sends = [
    api.apiSendTextMessage(alice, "one"),
    api.apiSendTextMessage(alice, "two"),
    api.apiSendTextMessage(club, "three"),
    api.sendChatCmd("/_get chat @4 count=1"),
  ]
  await turn()
  expect(waiting).toHaveLength(3)
  for (let steps = 0; steps < sends.length; steps++) await step()
  await Promise.all(sends)
})

test("edits, deletions and reactions wait for the sends before them, and so does what is sent as text", async () => {
  const { script, waiting, step } = hastyCore()
  const { api } = await openApi(script)
  const sends = [
    api.apiSendTextMessage(club, "one"),
    api.apiUpdateChatItem(club, 7, { type: "text", text: "two" }),
    api.sendChatCmd('/_send #1(_support) json [{"msgContent":{"type":"text","text":"three"}}]'),
    api.sendChatCmd("/_forward #1 @4 3"),
    api.apiDeleteChatItems(club, [7], "broadcast"),
    api.apiDeleteMemberChatItem(1, [8]),
    api.apiChatItemReaction(club, 9, "👍"),
  ]
  for (const send of sends) send.catch(() => {}) // an edit has another answer
  const seen: string[] = []
  for (let steps = 0; steps < sends.length; steps++) {
    await turn()
    expect(waiting).toHaveLength(1)
    seen.push(waiting[0]?.text.split(" ")[0] ?? "")
    await step()
  }
  expect(seen).toEqual([
    "/_send",
    "/_update",
    "/_send",
    "/_forward",
    "/_delete",
    "/_delete",
    "/_reaction",
  ])
})

test("one that fails, or gives up in the queue, holds up none behind it", async () => {
  const { script, waiting, step, done } = hastyCore()
  const { api } = await openApi(script)
  const first = api.apiSendTextMessage(alice, "one")
  const late = api.apiSendTextMessage(alice, "late", undefined, { timeoutMs: 1 })
  const last = api.apiSendTextMessage(alice, "last")
  await expect(late).rejects.toMatchObject({ code: "timeout", perhapsSent: false })
  await step()
  await first
  await turn()
  expect(waiting).toHaveLength(1)
  await step()
  await last
  expect(done).toEqual(["one", "last"])
})

test("the time in the queue counts: the core gets what is left of the deadline", async () => {
  const deadlines: (number | undefined)[] = []
  const { script, step } = hastyCore()
  const { api } = await openApi((text, { timeoutMs }) => {
    deadlines.push(timeoutMs)
    return script(text)
  })
  const first = api.apiSendTextMessage(alice, "one")
  const second = api.send(
    CC.APISendMessages,
    {
      sendRef: alice,
      liveMessage: false,
      signMessages: false,
      composedMessages: [{ msgContent: { type: "text", text: "two" }, mentions: {} }],
    },
    { timeoutMs: 60_000 },
  )
  await step()
  await step()
  await Promise.all([first, second])
  expect(deadlines[0]).toBeUndefined()
  expect(deadlines[1]).toBeGreaterThan(0)
  expect(deadlines[1]).toBeLessThan(60_000)
})
