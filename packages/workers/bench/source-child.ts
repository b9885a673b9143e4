// Where messages come from: node source-child.ts host URL NAME, or node source-child.ts single WORK_MS.
// Brings messages when asked to; `single` also handles them.
import { Bot } from "@simplex-chat/bot"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Host } from "../src/index.ts"
import { FloodedCore } from "./flooded-core.ts"
import { handling } from "./handling.ts"

const [, , kind, ...args] = process.argv
const flooded = new FloodedCore()
const bot = new Bot({
  profile: { displayName: "bot" },
  db: flooded.core,
  stateFile: join(mkdtempSync(join(tmpdir(), "workers-bench-")), "state.db"),
  markRead: false,
  logging: "silent",
})
const source = kind === "host" ? hosted() : bot
if (kind === "single") handling(bot, Number(args[0]), (handled) => process.send?.(handled))
else bot.onMessage(() => {})
await source.start()
process.on("message", (count: number) => flooded.bring(count))
process.on("disconnect", () => process.exit(0))
process.send?.("started")
await flooded.begin(source.address ?? "")
process.send?.("begun")

function hosted(): Host {
  const [url = "", name = ""] = args
  return new Host(bot, { url, name })
}
