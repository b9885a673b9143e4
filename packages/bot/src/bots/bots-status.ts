import { notRunning } from "../bot/health.ts"
import type { BotState, Health } from "../bot/lifecycle.ts"
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

/** A bot, and how it is. */
interface Examined {
  readonly member: Member
  readonly health: Health
}

/** Asks each bot. One that was stopped on purpose does not make the whole unhealthy. */
export async function healthOfAll(
  members: readonly Member[],
  isRunning: boolean,
  timeoutMs: number,
): Promise<BotsHealth> {
  const examine = async (member: Member) => ({ member, health: await member.health(timeoutMs) })
  return together(await Promise.all(members.map((member) => examine(member))), isRunning)
}

function together(all: readonly Examined[], isRunning: boolean): BotsHealth {
  const counted = all.filter(({ member }) => !member.isResting)
  const sum = (count: "stuck" | "working" | "queued") =>
    all.reduce((total, { health }) => total + health[count], 0)
  const every = (what: "ok" | "database" | "receiving") =>
    isRunning && counted.every(({ health }) => health[what])
  const pending = all.flatMap(({ member, health }) =>
    (health.pending ?? []).map((step) => `${member.name}: ${step}`),
  )
  const each = all.map(({ member: { name, state }, health }): [string, MemberHealth] => [
    name,
    { ...health, state },
  ])
  return {
    ok: every("ok"),
    database: every("database"),
    receiving: every("receiving"),
    stuck: sum("stuck"),
    working: sum("working"),
    queued: sum("queued"),
    pending: pending.length > 0 ? pending : undefined,
    bots: Object.fromEntries(each),
  }
}

/** The status of all of them, and of each. Asks each once: a database that hangs takes its time. */
export async function statusOfAll(
  members: readonly Member[],
  whole: { readonly state: BotState; readonly logLevel: string },
): Promise<BotsStatus> {
  const all = await Promise.all(
    members.map(async (member) => ({ member, status: await statusOfMember(member) })),
  )
  const examined = all.map(({ member, status: { health } }) => ({ member, health }))
  const health = together(examined, whole.state === "running")
  const bots = Object.fromEntries(all.map(({ member, status }) => [member.name, status]))
  const core = all.find(({ status }) => status.versions.core !== undefined)?.status.versions.core
  const name = Object.keys(bots).join(", ")
  return { ...statusOf({ ...whole, name, health, core }), health, bots }
}

async function statusOfMember({ name, bot, state }: Member): Promise<BotStatus> {
  const none = { name, state, health: notRunning, logLevel: "silent", core: undefined }
  return { ...((await bot?.status()) ?? statusOf(none)), state }
}
