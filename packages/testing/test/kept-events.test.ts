import type { ChatEvent } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { createNetwork } from "../src/index.ts"

test("the core of a person keeps the newest events for who asks for them late", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await bob.core.receive()
  const count = 2_500
  const message = (text: string) => ({ msgContent: { type: "text", text }, mentions: {} })
  for (let i = 1; i <= count; i++) {
    await alice.core.sendCommand(`/_send @4 json ${JSON.stringify([message(`message ${i}`)])}`)
  }
  await network.idle()

  const texts = (await bob.core.receive()).flatMap((json) => {
    const { result } = JSON.parse(json) as { result: ChatEvent }
    return result.type === "newChatItems" ? result.chatItems.map((item) => item.chatItem) : []
  })
  expect(texts.length).toBeGreaterThanOrEqual(1_000)
  expect(texts.length).toBeLessThan(2_000)
  expect(texts.map(({ meta }) => meta.itemText)).toEqual(
    Array.from(texts, (_, i) => `message ${count - texts.length + 1 + i}`),
  )
})
