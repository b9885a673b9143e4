import { testBot } from "@simplex-chat/bot/testing"
import { text } from "node:stream/consumers"
import { expect, test } from "vitest"
import { freePort, serve } from "../test/serve.ts"

test("passes messages on, and answers back", async () => {
  const posted: string[] = []
  await using server = await serve((request, response) => {
    void text(request).then((body) => {
      posted.push((JSON.parse(body) as { text: string }).text)
      response.end()
    })
  })
  process.env["BRIDGE_URL"] = server.url
  process.env["PORT"] = await freePort()
  await testBot("recipes/webhook-bridge.ts", async ({ alice }) => {
    await alice.say("My order is late")
    await expect.poll(() => posted).toEqual(["My order is late"])
    const body = JSON.stringify({ contact: 2, text: "We look into it." })
    await fetch(`http://127.0.0.1:${process.env["PORT"]}`, { method: "POST", body })
    await alice.expectMessage("We look into it.")
  })
})
