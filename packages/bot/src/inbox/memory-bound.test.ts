import { expect, test } from "vitest"
import { contact } from "../../test/fixtures/items.ts"
import { startBot, until } from "../../test/fixtures/start-bot.ts"

test("a flood in many chats stays in the database of the core; none is lost or out of order", async () => {
  const seen = new Map<number, number[]>()
  let handled = 0
  let received = false
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  const { core, bot } = await startBot(
    (bot) => {
      bot.onMessage({ chatType: "direct" }, async ({ chat, text }) => {
        await opened
        const { contactId } = chat.contact
        seen.set(contactId, [...(seen.get(contactId) ?? []), Number(text)])
        handled++
      })
      bot.onEvent("contactConnected", () => void (received = true))
    },
    { concurrency: 100 },
  )
  // No chat has more than may wait for it; all chats together have more than may wait.
  const [chats, perChat] = [30, 100]
  for (let n = 0; n < perChat; n++) {
    for (let id = 1; id <= chats; id++) core.contactSays(contact(id), String(n))
  }
  // Events are received in order: all messages have been by then.
  core.say("contactConnected", { contact: contact(chats + 1) })
  await until(() => received)
  const { queued } = await bot.health()
  expect(queued).toBeGreaterThan(1_900)
  expect(queued).toBeLessThanOrEqual(2_000)

  open()
  await until(() => handled === chats * perChat)
  const inOrder = Array.from({ length: perChat }, (_, n) => n)
  for (const numbers of seen.values()) expect(numbers).toEqual(inOrder)
  expect(seen.size).toBe(chats)
  expect((await bot.health()).queued).toBe(0)
})
