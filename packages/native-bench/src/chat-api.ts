/** `ChatApi` on core-ffi, and on the addon, on top of the C stub. */

import { join } from "node:path"
import { ChatApi } from "@simplex-chat/api"
import { openCore } from "@simplex-chat/core-ffi"
import { addonCore } from "./addon/core.ts"
import { calls, inTurns, measured, median } from "./measure.ts"
import { show } from "./report.ts"
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
  // What `ChatApi` itself takes of the main thread: on a core that answers at once, beside parsing.
  const instant = { ...other, sendCommand: () => Promise.resolve(users) }
  const api = await ChatApi.init(instant)
  const alone = await inTurns(7, {
    api: () => measured(20_000, () => calls(20_000, 1, () => api.apiListUsers())),
    parse: () =>
      measured(20_000, () =>
        calls(20_000, 1, async () => JSON.parse(await instant.sendCommand()) as unknown),
      ),
  })
  const above = median(alone.api.map(({ cpuUs }, i) => cpuUs - (alone.parse[i]?.cpuUs ?? NaN)))
  const shown = [show(above, "us"), show(10, "us")] as const
  report.add("ChatApi above core and parsing, against 10 us", shown, above / 10, { most: 1 })
  await core.close() // not the clients: the stub cannot stop a chat
})
