import { type DiskUsage, inUnits, lowSpaceBytes } from "../disk/usage.ts"
import type { BotStatus } from "../bot/status.ts"
import type { BotsStatus } from "../bots/index.ts"
import { CommandLineError } from "./command-line-error.ts"
import { askBot } from "./http-client.ts"

export interface StatusFlags {
  /** The address of the bot's HTTP server. */
  readonly http: string
  readonly json?: true
}

/** A host of workers says whether it has its broker, too. */
type HostStatus = BotStatus & { readonly health: { readonly broker?: boolean } }

/** `simplex-bot status`: exit code 0 when the bot is healthy, else 1. */
export async function status({ http, json }: StatusFlags): Promise<number> {
  const { json: answer } = await askBot(http, { path: "/status", isAnswer: isStatus })
  const found = answer as unknown as HostStatus | BotsStatus
  const text = json === true ? JSON.stringify(found, undefined, 2) : shownAll(found)
  process.stdout.write(`${text}\n`)
  return found.health.ok ? 0 : 1
}

/** Other servers have a `/status`, too. */
const isStatus = ({ health, versions, bots }: Readonly<Record<string, unknown>>): boolean =>
  isObject(health) && (isObject(versions) || isObject(bots))

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null

/** A bot, or each of several. */
function shownAll(found: HostStatus | BotsStatus): string {
  if (!("bots" in found)) return shown(found)
  const each = Object.entries(found.bots).map(([name, status]) => shown({ ...status, name }))
  return each.join("\n\n")
}

function shown(found: HostStatus): string {
  const { name, state, health, uptimeSeconds, logLevel, disk, versions } = found
  const { working, queued, pending = [], database, receiving, stuck } = health
  const problems = [
    ...(state === "running" && !database ? ["the database does not answer"] : []),
    ...(state === "running" && !receiving ? ["no events come from the core"] : []),
    ...(health.broker === false ? ["the broker is not connected"] : []),
    ...(disk !== undefined && disk.free < lowSpaceBytes ? ["the disk is nearly full"] : []),
    ...(stuck > 0 ? [`${stuck} chats are held up by a fault: see the log`] : []),
    ...(pending.length > 0 ? [`not up to date yet: ${pending.join(", ")}`] : []),
  ]
  return [
    `${name}: ${state}, ${health.ok ? "healthy" : "not healthy"}, for ${duration(uptimeSeconds)}`,
    `handlers working: ${working}, messages waiting: ${queued}, log level: ${logLevel}`,
    ...(disk === undefined ? [] : [onDisk(disk)]),
    `SDK ${versions.sdk}, core ${versions.core ?? "unknown"}, Node ${versions.node}`,
    ...problems,
  ].join("\n")
}

const onDisk = ({ database, state, free }: DiskUsage): string =>
  `database: ${inUnits(database)}, state: ${inUnits(state)}, free on the disk: ${inUnits(free)}`

function duration(seconds: number): string {
  const [days, hours, minutes] = [86_400, 3600, 60].map((size) => Math.floor(seconds / size))
  if (days !== undefined && days >= 1) return `${days} d ${(hours ?? 0) % 24} h`
  if (hours !== undefined && hours >= 1) return `${hours} h ${(minutes ?? 0) % 60} min`
  return minutes !== undefined && minutes >= 1 ? `${minutes} min` : `${seconds} s`
}

/**
 * `simplex-bot log-level LEVEL`: until the bot is restarted.
 *
 * @throws {CommandLineError} when the bot refuses it
 */
export async function setLogLevel(level: string, { http }: StatusFlags): Promise<number> {
  const { status: code, json } = await askBot(http, {
    method: "PUT",
    path: "/log-level",
    body: { level },
    isAnswer: ({ ok, problem }) => ok === true || typeof problem === "string",
  })
  if (code === 200) return 0
  throw new CommandLineError(json["problem"] as string)
}
