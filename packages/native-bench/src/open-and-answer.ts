/** A process that opens a number of cores, gets one answer from each, and reports what that took. */

const started = performance.now()
const { ChatApi } = await import("@simplex-chat/api")
const [place, how, cores] = process.argv.slice(2) as [string, string, string]
const {
  folder,
  haskell,
  addon: addonFile,
} = JSON.parse(place) as {
  folder: string
  haskell: string
  addon: string
}
const database = (i: number) => `${folder}/opening-${how}-${i}`
// Opening an existing database took 62 ms of the real core.
const key = "compute 60000"

let open: (i: number) => ReturnType<typeof ChatApi.init>
if (how === "addon") {
  const { loadAddon } = await import("./addon/index.ts")
  const { addonCore } = await import("./addon/core.ts")
  const addon = loadAddon(addonFile)
  let loaded = false
  open = async (i) => {
    if (!loaded) {
      addon.load(haskell)
      addon.start()
      loaded = true
    }
    return ChatApi.init(addonCore(addon, await addon.open(database(i), key)))
  }
} else {
  const { openCore } = await import("@simplex-chat/core-ffi")
  open = async (i) =>
    ChatApi.init(
      await openCore(
        { filePrefix: database(i), encryptionKey: key },
        { library: { path: haskell } },
      ),
    )
}
const imported = performance.now()
const apis: unknown[] = []
for (let i = 0; i < Number(cores); i++) {
  const api = await open(i)
  await api.sendChatCmd('/stub echo {"result":{"type":"cmdOk"}}')
  apis.push(api)
}
const opened = performance.now()
const { user, system } = process.cpuUsage()
// What the process holds, and takes of a processor, when it is at rest.
const restMs = Number(cores) > 1 ? 2_000 : 0
const restBegan = process.cpuUsage()
await new Promise((resolve) => setTimeout(resolve, restMs))
const rest = process.cpuUsage(restBegan)
process.send?.({
  importMs: imported - started,
  openMs: opened - imported,
  cpuMs: (user + system) / 1_000,
  restMsPerSecond: (rest.user + rest.system) / restMs,
  rssMiB: process.memoryUsage.rss() / 2 ** 20,
})
process.exit()
