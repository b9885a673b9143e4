import { testBot } from "@simplex-chat/bot/testing"
import { test } from "vitest"
import { freePort } from "../test/serve.ts"

test("sends alerts to those who know the password", async () => {
  process.env["PORT"] = await freePort()
  process.env["PASSWORD"] = "sesame"
  await testBot("recipes/alerts.ts", async ({ alice, bob }) => {
    await alice.say("/alerts sesame")
    await alice.expectMessage("You get alerts from now on.")
    await bob.say("/alerts please")
    await bob.expectMessage("Wrong password.")
    const alert = {
      status: "firing",
      labels: { alertname: "Disk" },
      annotations: { summary: "90 % full" },
    }
    const body = JSON.stringify({ alerts: [alert] })
    await fetch(`http://127.0.0.1:${process.env["PORT"]}`, { method: "POST", body })
    await alice.expectMessage("🔥 Disk: 90 % full")
    await bob.expectSilence()
  })
})
