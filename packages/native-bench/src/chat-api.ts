/** `ChatApi` on core-ffi, and on the addon, with the stand-in in C below. */

import { join } from "node:path"
import { ChatApi } from "@simplex-chat/api"
import { openCore } from "@simplex-chat/core-ffi"
import { addonCore } from "./addon/core.ts"
import { calls, inTurns, measured } from "./measure.ts"
import { section, users } from "./section.ts"

await section(async ({ folder, stub, load }, report) => {
  const core = await openCore({ filePrefix: join(folder, "api") }, { library: { path: stub } })
  const addon = load()
  addon.load(stub)
  const other = addonCore(addon, await addon.open(join(folder, "api-addon"), ""))
  for (const each of [core, other]) await each.sendCommand(`/stub on /users => ${users}`)
  const apis = { ours: await ChatApi.init(core), addon: await ChatApi.init(other) }

  for (const [what, width, least] of [
    ["one after another", 1, 1.3],
    ["64 at once", 64, 2],
    ["1,000 at once", 1_000, 1.5],
  ] as const) {
    const count = 5_000
    const runs = await inTurns(7, {
      ours: () => measured(count, () => calls(count, width, () => apis.ours.apiListUsers())),
      addon: () => measured(count, () => calls(count, width, () => apis.addon.apiListUsers())),
    })
    const pair = [runs.ours, runs.addon] as const
    report.compare(`ChatApi: ${what}`, pair, ["perSecond", "/s"], { least })
    report.compare(`ChatApi: ${what}, processor`, pair, ["cpuUs", "us"], { most: 0.9 })
  }
  await core.close() // not the clients: the stand-in cannot stop a chat
})
