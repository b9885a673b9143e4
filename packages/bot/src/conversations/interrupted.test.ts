import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createNetwork } from "@simplex-chat/testing"
import { expect, onTestFinished, test } from "vitest"
import { Bot } from "../bot/bot.ts"
import { WaitError } from "../errors.ts"

/** What a handler does when the bot stops while it waits for an answer. */
type OnStop = "lets the error pass" | "returns" | "asks once more"

/** A bot that asks two questions, and can be started anew with what it remembers. */
function pizzeria(onStop: OnStop) {
  const folder = mkdtempSync(join(tmpdir(), "bot-conversations-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const network = createNetwork()
  const errors: unknown[] = []

  async function start() {
    const bot = new Bot({
      profile: { displayName: "pizzeria" },
      db: network.openCore({ name: "bot", folder: join(folder, "core") }),
      stateFile: join(folder, "state.db"),
      logging: "silent",
    })
    bot.onCommand("order", async (message) => {
      try {
        const { text: what } = await message.ask("What?")
        const { text: count } = await message.ask("How many?")
        await message.send(`${count} ${what}`)
      } catch (error) {
        errors.push(error)
        if (onStop === "lets the error pass") throw error
        if (onStop === "asks once more") await message.waitFor({}).catch(() => {})
      }
    })
    bot.onMessage((message) => message.send(`echo ${message.text}`))
    await bot.start()
    onTestFinished(async () => void (await bot.stop()))
    return bot
  }
  return { network, start, errors }
}

test.each<OnStop>(["lets the error pass", "returns", "asks once more"])(
  "a conversation that stopping interrupts begins again, with the answers so far, when its handler %s",
  async (onStop) => {
    const { network, start, errors } = pizzeria(onStop)
    const alice = await network.person("alice")
    const patience = { timeoutMs: 60_000 }

    const first = await start()
    await alice.connectTo(first.address ?? "")
    await alice.say("/order")
    await alice.expectMessage("What?", patience)
    await alice.say("pizza")
    await alice.expectMessage("How many?", patience)
    await first.stop()
    expect(errors).toEqual([new WaitError("stopping")])

    const second = await start()
    await alice.expectMessage("What?", patience)
    await alice.expectMessage("How many?", patience)
    await alice.say("2")
    await alice.expectMessage("2 pizza", patience)
    await second.stop()

    await start()
    await alice.say("done")
    await alice.expectMessage("echo done", patience)
  },
)
