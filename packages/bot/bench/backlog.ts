// A bot starts after it has missed many messages: how long until all are handled, and how much memory
// that takes beyond the messages themselves, which the core of this measurement holds in memory.
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { performance } from "node:perf_hooks"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { contact } from "../test/fixtures/items.ts"
import { SmallCore } from "../test/fixtures/small-core.ts"
import { Bot } from "../src/index.ts"

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void
const heap = () => process.memoryUsage().heapUsed / 2 ** 20

function botOn(core: SmallCore, stateFile: string): Bot {
  return new Bot({
    profile: { displayName: "bot" },
    db: core,
    stateFile,
    logging: "silent",
    catchUp: { perChat: 1_000_000 },
  })
}

async function measure(name: string, chats: number, each: number): Promise<void> {
  const stateFile = join(tmpdir(), `bot-backlog-${process.pid}.db`)
  const core = new SmallCore()
  await (await botOn(core, stateFile).start()).stop()
  for (let chat = 1; chat <= chats; chat++) {
    const from = contact(chat)
    for (let n = 0; n < each; n++) core.contactSays(from, "missed")
  }
  collectGarbage()
  const before = heap()
  let handled = 0
  let most = 0
  const bot = botOn(new SmallCore(core.disk), stateFile)
  const start = performance.now()
  await new Promise<void>((resolve, reject) => {
    bot.onMessage(() => {
      if (++handled % 20_000 === 0) {
        collectGarbage()
        most = Math.max(most, heap() - before)
      }
      if (handled === chats * each) resolve()
    })
    bot.start().catch(reject)
  })
  const seconds = (performance.now() - start) / 1000
  await bot.stop()
  await rm(stateFile, { force: true })
  console.log(`  ${name}  ${seconds.toFixed(1)} s, ${Math.round(most)} MB at most`)
}

console.log("missed messages, from the start of the bot until all are handled:")
await measure("100,000 of one chat      ", 1, 100_000)
await measure("10,000 chats with ten each", 10_000, 10)
