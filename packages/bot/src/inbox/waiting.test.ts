import { expect, test } from "vitest"
import { gate } from "../../test/fixtures/gate.ts"
import { contact, group, member } from "../../test/fixtures/items.ts"
import { startBot, until } from "../../test/fixtures/start-bot.ts"
import { WaitError } from "../errors.ts"

const alice = contact(4, "alice")

test("a message that is edited before its turn is handled once, as it is then; others are as they were", async () => {
  const seen: string[] = []
  const first = gate()
  const { core } = await startBot((bot) => {
    bot.onMessage(async ({ text }) => {
      if (text === "one") await first.opened
      seen.push(text)
    })
    bot.onEdit(({ text }) => void seen.push(`edited: ${text}`))
    bot.onEvent("contactConnected", () => first.open())
  })
  core.contactSays(alice, "one")
  core.contactSays(alice, "two")
  const { chatInfo, chatItem } = core.contactSays(alice, "three")
  const meta = { ...chatItem.meta, itemText: "drei", itemEdited: true }
  const content = { type: "rcvMsgContent", msgContent: { type: "text", text: "drei" } } as const
  core.say("chatItemUpdated", { chatItem: { chatInfo, chatItem: { ...chatItem, meta, content } } })
  core.say("contactConnected", { contact: contact(5) })
  await until(() => seen.length === 3)
  core.contactSays(alice, "last")
  await until(() => seen.includes("last"))
  expect(seen).toEqual(["one", "two", "drei", "last"])
})

test("events of a group have their turn among its messages", async () => {
  const seen: string[] = []
  const first = gate()
  const { core } = await startBot((bot) => {
    bot.onMessage(async ({ text }) => {
      await first.opened
      seen.push(text)
    })
    bot.onEvent("leftMember", ({ groupInfo }) => void seen.push(`left ${groupInfo.groupId}`))
  })
  core.memberSays(group(1), member(1), "hello")
  core.say("leftMember", { groupInfo: group(1), member: member(2) })
  core.say("leftMember", { groupInfo: group(2), member: member(3) })
  await until(() => seen.length === 1)
  first.open()
  await until(() => seen.length === 3)
  expect(seen).toEqual(["left 2", "hello", "left 1"])
})

test.each([
  ["groupDeleted", { groupInfo: group(1), member: member(2) }],
  ["deletedMemberUser", { groupInfo: group(1), member: member(2), withMessages: false }],
])("%s ends all conversations of the group, and those of no other", async (tag, event) => {
  const ended: unknown[] = []
  const { core } = await startBot((bot) => {
    bot.onCommand("ask", (message) =>
      message.ask("Well?").then(
        () => message.send("thanks"),
        (error: unknown) => ended.push(error),
      ),
    )
  })
  for (const id of [1, 2]) core.memberSays(group(id), member(1, { groupId: id }), "/ask")
  await until(() => core.sent.length === 2)
  core.say(tag, event)
  await until(() => ended.length === 1)
  core.memberSays(group(2), member(1, { groupId: 2 }), "well")
  await until(() => core.sent.includes("thanks"))
  expect(ended).toEqual([new WaitError("gone")])
})
