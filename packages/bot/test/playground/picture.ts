// Takes the picture of the README from the real page: `pnpm --filter @simplex-chat/bot picture`.

import { fileURLToPath } from "node:url"
import { launch, OpenPlayground } from "./open.ts"

const file = fileURLToPath(new URL("../fixtures/playground-bot.ts", import.meta.url))
const target = fileURLToPath(new URL("../../../playground/playground.png", import.meta.url))

const browser = await launch()
const on = await OpenPlayground.open(browser, file, { width: 1440, height: 810 })
await on.addPerson("alice")
await on.say("you", "/help")
await on.sees("you", "I square numbers")
await on.say("you", "12")
const answer = await on.sees("you", "144")
await on.at(answer, "React")
await on.button("🚀").click()
await on.say("alice", "/name")
await on.sees("alice", "What is your name?")
await on.say("alice", "Alice")
await on.sees("alice", "Hello, Alice!")
await on.say("alice", "/count")
await on.sees("alice", "That makes 1.")
await on.say("alice", "/count")
const count = await on.sees("alice", "That makes 2.")
await on.at(count, "Inspect")
await on.page.locator(".record.run .handler").waitFor()
await on.page.mouse.move(0, 0)
await on.page.evaluate("document.activeElement.blur()")
await on.isStill()
await on.page.screenshot({ path: target })
await on[Symbol.asyncDispose]()
await browser.close()
