import { testBot } from "@simplex-chat/bot/testing"
import { once } from "node:events"
import { json } from "node:stream/consumers"
import { test } from "vitest"
import { freePort, serve } from "../test/serve.ts"

test("passes messages on, and answers back", async () => {
  process.env["PORT"] = await freePort()
  // The other system answers each message with its text.
  await using server = await serve((request, response) => {
    void (async () => {
      const { contact, text } = (await json(request)) as { contact: number; text: string }
      response.end()
      await once(response, "close")
      const body = JSON.stringify({ contact, text: `Ticket: ${text}` })
      await fetch(`http://127.0.0.1:${process.env["PORT"]}`, { method: "POST", body })
    })()
  })
  process.env["BRIDGE_URL"] = server.url
  await testBot("recipes/webhook-bridge.ts", async ({ alice }) => {
    await alice.say("My order is late")
    await alice.expectMessage("Ticket: My order is late")
  })
})
