import { notRunning } from "../bot/health.ts"
import { statusOf } from "../bot/status.ts"
import {
  installedMetrics,
  parseAddress,
  type Probed,
  type ServedHttp,
  serveHttp,
} from "../http/index.ts"

/**
 * Serves the probes of the bot of a file, from before the file is loaded.
 *
 * @param find gives the bot, or what hosts it, once it is made
 * @throws {ConfigurationError} when it is no address
 * @throws {BotError} when it cannot listen there
 */
export async function serveProbes(
  address: string,
  find: () => Probed | undefined,
): Promise<ServedHttp> {
  const place = parseAddress(address, "--http")
  const unmade = { name: "", state: "new", health: notRunning, logLevel: "silent" } as const
  const probed = {
    get state() {
      return find()?.state ?? "new"
    },
    health: async () => (await find()?.health()) ?? notRunning,
    status: async () => (await find()?.status()) ?? statusOf({ ...unmade, core: undefined }),
    setLogLevel: (level: string) => find()?.setLogLevel(level),
  }
  return serveHttp(probed, place, await installedMetrics())
}
