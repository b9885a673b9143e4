import type { Health } from "../bot/lifecycle.ts"
import type { BotState } from "../bot/lifecycle.ts"
import { type BotStatus, statusOf } from "../bot/status.ts"
import type { Member } from "./member.ts"

/** The health of one of the bots. */
export interface MemberHealth extends Health {
  readonly state: BotState
}

/** Whether the bots work: sums over all, and each by its name. */
export interface BotsHealth extends Health {
  readonly bots: Readonly<Record<string, MemberHealth>>
}

/** What `simplex-bot status` shows: that of all, and that of each by its name. */
export interface BotsStatus extends BotStatus {
  readonly health: BotsHealth
  readonly bots: Readonly<Record<string, BotStatus>>
}

/** Asks each bot. One that was stopped on purpose does not make the whole unhealthy. */
export async function healthOfAll(
  members: readonly Member[],
  isRunning: boolean,
  timeoutMs: number,
): Promise<BotsHealth> {
  const all = await Promise.all(
    members.map(async (member) => {
      const health = await member.health(timeoutMs)
      return { member, health: { ...health, state: member.state } }
    }),
  )
  const counted = all.filter(({ member }) => !member.isResting)
  const sum = (count: "stuck" | "working" | "queued") =>
    all.reduce((total, { health }) => total + health[count], 0)
  const every = (what: "ok" | "database" | "receiving") =>
    isRunning && counted.every(({ health }) => health[what])
  const pending = all.flatMap(({ member, health }) =>
    (health.pending ?? []).map((step) => `${member.name}: ${step}`),
  )
  return {
    ok: every("ok"),
    database: every("database"),
    receiving: every("receiving"),
    stuck: sum("stuck"),
    working: sum("working"),
    queued: sum("queued"),
    pending: pending.length > 0 ? pending : undefined,
    bots: Object.fromEntries(all.map(({ member, health }) => [member.name, health])),
  }
}

/** The status of all of them, and of each. */
export async function statusOfAll(
  members: readonly Member[],
  whole: { readonly state: BotState; readonly logLevel: string; readonly health: BotsHealth },
): Promise<BotsStatus> {
  const { health } = whole
  const each = members.map(async ({ name, bot, state }): Promise<[string, BotStatus]> => {
    const found = await bot?.status()
    const own = health.bots[name] ?? health
    const known = { name, state, health: own, logLevel: "silent", core: undefined }
    return [name, { ...(found ?? statusOf(known)), state }]
  })
  const bots = Object.fromEntries(await Promise.all(each))
  const core = Object.values(bots).find(({ versions }) => versions.core !== undefined)?.versions
    .core
  return { ...statusOf({ ...whole, name: Object.keys(bots).join(", "), core }), health, bots }
}
