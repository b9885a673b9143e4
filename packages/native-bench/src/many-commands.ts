/** A process that makes 100,000 commands through `ChatApi`, and reports its resident memory at rest. */

import { join } from "node:path"
import { ChatApi } from "@simplex-chat/api"
import { openCore } from "@simplex-chat/core-ffi"
import { addonCore } from "./addon/core.ts"
import { loadAddon } from "./addon/index.ts"
import { calls } from "./measure.ts"
import { users, type Place } from "./section.ts"

const [place, how] = process.argv.slice(2) as [string, string]
const { folder, haskell = "", addon: addonFile } = JSON.parse(place) as Place

async function openAddon() {
  const addon = loadAddon(addonFile)
  addon.load(haskell)
  addon.start()
  return addonCore(addon, await addon.open(join(folder, "memory-addon"), ""))
}
const openOurs = () =>
  openCore({ filePrefix: join(folder, "memory-core-ffi") }, { library: { path: haskell } })
const core = how === "addon" ? await openAddon() : await openOurs()
const api = await ChatApi.init(core)
await core.sendCommand(`/stub busy 20 1 /users => ${users}`)
// The real core has filled the 64 MiB that Haskell allocates in by the time its database is open.
await core.sendCommand("/stub compute 1000000 0")

const rss = async () => {
  globalThis.gc?.()
  await new Promise((resolve) => setTimeout(resolve, 1_500)) // threads without work have ended
  globalThis.gc?.()
  return process.memoryUsage.rss() / 2 ** 20
}
const make = (count: number) => calls(count, 100, () => api.apiListUsers())
await make(10_000)
const few = await rss()
await make(90_000)
process.send?.({ few, many: await rss() })
process.exit()
