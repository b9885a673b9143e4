import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"
import { serve } from "../test/serve.ts"

test("posts what is new, once", async () => {
  const items = [{ id: "1", title: "First", url: "https://blog.example/1" }]
  await using server = await serve((_, response) => response.end(JSON.stringify({ items })))
  process.env["FEED_URL"] = server.url
  await testBot("recipes/feed-to-channel.ts", async ({ alice, clock, network }) => {
    process.env["RELAY"] = await network.relay()
    await alice.say("/link")
    const link = await alice.expectMessage(/https:/)
    await alice.joinGroup(link)
    clock.advance(600_000)
    await alice.expectMessage("*First*\nhttps://blog.example/1")
    items.unshift({ id: "2", title: "Second", url: "https://blog.example/2" })
    clock.advance(600_000)
    await alice.expectMessage("*Second*\nhttps://blog.example/2")
    clock.advance(600_000)
    await alice.expectSilence()
  })
})
