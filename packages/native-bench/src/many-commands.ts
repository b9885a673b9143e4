/** A process that makes 100,000 commands, and reports its resident memory. */

import { join } from "node:path"
import { openCore } from "@simplex-chat/core-ffi"
import { loadAddon } from "./addon/index.ts"
import { calls } from "./measure.ts"
import { answer, type Place } from "./section.ts"

const [place, how] = process.argv.slice(2) as [string, string]
const { folder, haskell = "", addon: addonFile } = JSON.parse(place) as Place
let send: (command: string) => Promise<string>
if (how === "addon") {
  const addon = loadAddon(addonFile)
  addon.load(haskell)
  addon.start()
  const ctrl = await addon.open(join(folder, "memory-addon"), "")
  send = (command) => addon.send(ctrl, command)
} else {
  const path = join(folder, "memory-core-ffi")
  const core = await openCore({ filePrefix: path }, { library: { path: haskell } })
  send = (command) => core.sendCommand(command)
}
await send(`/stub busy 20 1 /bench => ${answer}`)

const rss = async () => {
  globalThis.gc?.()
  await new Promise((resolve) => setTimeout(resolve, 300))
  globalThis.gc?.()
  return process.memoryUsage.rss() / 2 ** 20
}
await calls(10_000, 100, () => send("/bench"))
const few = await rss()
await calls(90_000, 100, () => send("/bench"))
process.send?.({ few, many: await rss() })
process.exit()
