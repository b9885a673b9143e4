import { notRunning } from "../bot/health.ts"
import { statusOf } from "../bot/status.ts"
import { installedMetrics, parseAddress, type ServedHttp, serveHttp } from "../http/index.ts"
import type { MadeBots } from "./made-bots.ts"

/**
 * Serves the probes of the bot of a file, from before the file is loaded.
 *
 * @throws {ConfigurationError} when it is no address
 * @throws {BotError} when it cannot listen there
 */
export async function serveProbes(address: string, made: MadeBots): Promise<ServedHttp> {
  const place = parseAddress(address, "--http")
  const unmade = { name: "", state: "new", health: notRunning, logLevel: "silent" } as const
  const probed = {
    get state() {
      return made.whole?.state ?? "new"
    },
    health: async () => (await made.whole?.health()) ?? notRunning,
    status: async () => (await made.whole?.status()) ?? statusOf({ ...unmade, core: undefined }),
    setLogLevel: (level: "info") => made.whole?.setLogLevel(level),
  }
  return serveHttp(probed, place, await installedMetrics())
}
