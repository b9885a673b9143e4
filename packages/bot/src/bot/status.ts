import manifest from "../../package.json" with { type: "json" }
import type { DiskUsage } from "../disk/usage.ts"
import type { BotState, Health } from "./lifecycle.ts"

/** What `simplex-bot status` shows of a bot: nothing of its chats, and no address. */
export interface BotStatus {
  readonly name: string
  readonly state: BotState
  readonly health: Health
  /** For how long its process runs. */
  readonly uptimeSeconds: number
  readonly logLevel: string
  /** Undefined for a bot without a SQLite database of its own. */
  readonly disk?: DiskUsage | undefined
  readonly versions: {
    readonly sdk: string
    /** Undefined when it does not run, or does not say. */
    readonly core?: string | undefined
    readonly node: string
  }
}

type Known = Pick<BotStatus, "name" | "state" | "health" | "logLevel" | "disk"> & {
  readonly core: string | undefined
}

export const statusOf = ({ core, ...known }: Known): BotStatus => ({
  ...known,
  uptimeSeconds: Math.round(process.uptime()),
  versions: { sdk: manifest.version, core, node: process.versions.node },
})
