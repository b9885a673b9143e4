// A conversation with the squaring bot on a SimpleX network in memory, and on a terminal your own turn.
// No native library, no phone, no server: node src/demo.ts
import { createNetwork } from "@simplex-chat/testing"
import { createInterface } from "node:readline/promises"
import squaringBot from "./squaring.ts"

const network = createNetwork()
const bot = await squaringBot({ db: network.openCore({ name: "bot" }), logging: "silent" }).start()
const you = await network.person("you")
console.log("squarer is a bot on an in-memory SimpleX network. Connecting to its address ...\n")
await you.connectTo(bot.address ?? "")

/** Says a text, and shows the answer. */
async function turn(text: string, { typed = false } = {}): Promise<void> {
  if (!typed) console.log(`you      ${text}`)
  await you.say(text)
  await answer()
}

async function answer(): Promise<void> {
  console.log(`squarer  ${await you.expectMessage(/[^]*/)}`)
}

await answer()
for (const text of ["/help", "7", "-1.5", "seven"]) await turn(text)

if (process.stdin.isTTY && process.stdout.isTTY) {
  console.log("\nYour turn. An empty line ends the conversation.")
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  for (;;) {
    const text = await terminal.question("you      ").catch(() => "")
    if (text.trim() === "") break
    await turn(text, { typed: true })
  }
  terminal.close()
}

await bot.stop()
console.log("\nThe bot shut down gracefully.")
