import { fitsInMessage, serverCommands, type Servers } from "@simplex-chat/api"
import {
  InvalidArgumentError,
  longestTimeoutMs,
  maxMessageBytes,
  type OptionKinds,
  type PostgresDatabase,
  type SqliteDatabase,
} from "@simplex-chat/core"
import { checkOptions } from "../checks.ts"
import { isCommandName } from "../commands/parse-command.ts"
import { ConfigurationError } from "../errors.ts"
import { asContent } from "../messages/outgoing.ts"
import type { RemoteDatabase } from "./database.ts"
import { type LogLevel, logLevels } from "./logging.ts"
import type { BotOptions, BotProfile, MenuEntry } from "./options.ts"
import { checkStorage } from "../state/storage.ts"
import { validName } from "./valid-name.ts"

const kinds: Readonly<Record<keyof BotOptions, readonly string[]>> = {
  profile: ["object"],
  db: ["object"],
  welcome: ["string", "object"],
  commands: ["object"],
  help: ["boolean"],
  createAddress: ["boolean"],
  updateAddress: ["boolean"],
  updateProfile: ["boolean"],
  autoAccept: ["boolean"],
  businessAddress: ["boolean"],
  groupMenus: ["boolean"],
  joinGroups: ["boolean", "function"],
  allowFiles: ["boolean"],
  useBotProfile: ["boolean"],
  showAddress: ["boolean"],
  logContacts: ["boolean"],
  logNetwork: ["boolean"],
  confirmMigrations: ["string"],
  logging: ["string", "object"],
  stateFile: ["string"],
  broadcastStorage: ["object"],
  catchUp: ["object", "boolean"],
  concurrency: ["number"],
  handlerTimeoutMs: ["number"],
  askTimeoutMs: ["number"],
  ignoreBots: ["boolean"],
  maxRepeats: ["number"],
  maxExchanges: ["number"],
  stopTimeoutMs: ["number"],
  markRead: ["boolean"],
  retention: ["object"],
  servers: ["object"],
  quiet: ["object"],
  unhandledRejections: ["string"],
  filesFolder: ["string"],
  tempFolder: ["string"],
  onHandled: ["function"],
}

/** @throws {ConfigurationError} for the first mistake, with what to do */
export function checkBotOptions(options: BotOptions): void {
  if (typeof options !== "object" || options === null) {
    throw new ConfigurationError("options", "new Bot() takes an object: { profile, db, ... }")
  }
  checkNames(options, Object.keys(kinds))
  for (const [name, value] of Object.entries(options)) {
    const allowed = kinds[name as keyof BotOptions]
    if (value !== undefined && (value === null || !allowed.includes(typeof value))) {
      throw new ConfigurationError(
        name,
        `must be ${allowed.join(" or ")}, not ${value === null ? "null" : typeof value}`,
      )
    }
  }
  checkProfile(options.profile)
  checkMenu("commands", options.commands ?? [])
  checkProfileSize(options)
  checkDatabase(options.db)
  if (options.stateFile === "") {
    throw new ConfigurationError("stateFile", "must not be empty; leave it out for the usual one")
  }
  if (options.broadcastStorage !== undefined)
    checkStorage(options.broadcastStorage, "broadcastStorage")
  checkWhole("concurrency", options.concurrency, 1)
  checkWhole("handlerTimeoutMs", options.handlerTimeoutMs, 1)
  checkWhole("maxRepeats", options.maxRepeats, 1)
  checkWhole("maxExchanges", options.maxExchanges, 1)
  checkWhole("askTimeoutMs", options.askTimeoutMs, 1)
  checkWhole("stopTimeoutMs", options.stopTimeoutMs, 0)
  if (options.catchUp === (true as unknown)) {
    throw new ConfigurationError("catchUp", "give { perChat: NUMBER }, or false for none")
  }
  if (typeof options.catchUp === "object") {
    checkNames(options.catchUp, ["perChat"], "catchUp.")
    checkWhole("catchUp.perChat", options.catchUp.perChat, 0)
  }
  checkLogging(options.logging)
  for (const name of ["filesFolder", "tempFolder"] as const) {
    if (options[name] === "") throw new ConfigurationError(name, "must not be empty")
  }
  if (options.retention !== undefined) {
    checkNames(options.retention, ["seconds"], "retention.")
    checkWhole("retention.seconds", options.retention.seconds, 1)
  }
  if (options.servers !== undefined) {
    checkNames(options.servers, ["smp", "xftp"], "servers.")
    checkServers(options.servers)
  }
  if (options.quiet !== undefined) {
    checkNames(options.quiet, ["startMs", "stopMs"], "quiet.")
    checkWhole("quiet.startMs", options.quiet.startMs, 0, longestTimeoutMs)
    checkWhole("quiet.stopMs", options.quiet.stopMs, 0)
  }
  const { unhandledRejections = "log" } = options
  if (!["log", "throw"].includes(unhandledRejections)) {
    throw new ConfigurationError("unhandledRejections", "must be log or throw")
  }
  const { welcome } = options
  if (welcome !== undefined && !fitsInMessage({ msgContent: asContent(welcome), mentions: {} })) {
    throw new ConfigurationError("welcome", "is too long for a message, which holds about 15 kB")
  }
  if (options.welcome === "") {
    throw new ConfigurationError("welcome", "must not be empty; leave it out to send nothing")
  }
}

function checkNames(given: object, known: readonly string[], prefix = ""): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue
    const problem = `there is no such option; the options are ${known.join(", ")}`
    throw new ConfigurationError(`${prefix}${name}`, problem)
  }
}

function checkProfile(profile: BotProfile | undefined): void {
  const name: unknown = profile?.displayName
  if (typeof name !== "string" || name === "") {
    throw new ConfigurationError(
      "profile",
      'give the bot a name: profile: { displayName: "squarer" }',
    )
  }
  if (profile !== undefined) checkOptions(profile, profileKinds, { place: "profile." })
  if (profile?.image !== undefined && !/^data:image\/(png|jpe?g);base64,/.test(profile.image)) {
    const problem = "must be a data URI, such as data:image/png;base64,... of a small picture"
    throw new ConfigurationError("profile.image", problem)
  }
  if (profile?.image !== undefined && profile.image.length > longestImage) {
    const problem = `has ${profile.image.length} characters, and SimpleX sends at most ${longestImage}; make the picture smaller`
    throw new ConfigurationError("profile.image", problem)
  }
  for (const option of ["fullName", "shortDescr"] as const)
    checkWellFormed(`profile.${option}`, profile?.[option])
  checkDisplayName(name)
}

/**
 * The menu is part of the profile, which travels in one message to each contact.
 *
 * @throws {ConfigurationError}
 */
export function checkProfileSize({
  profile,
  commands,
}: Pick<BotOptions, "profile"> & { readonly commands?: readonly object[] | undefined }): void {
  const bytes = Buffer.byteLength(jsonOf([profile, commands ?? []]))
  if (bytes <= maxMessageBytes) return
  const problem = `has ${bytes} bytes with the menu, and SimpleX sends at most ${maxMessageBytes}; shorten texts, or make the picture smaller`
  throw new ConfigurationError("profile", problem)
}

function jsonOf(profile: unknown): string {
  try {
    return JSON.stringify(profile)
  } catch (error) {
    throw new ConfigurationError("profile", "must be a value that JSON can keep", { cause: error })
  }
}

function checkWellFormed(option: string, text: string | undefined): void {
  if (text === undefined || (typeof text === "string" && text.isWellFormed())) return
  throw new ConfigurationError(option, "must be a text without halves of emoji, as `slice` leaves")
}

/** The core stores a longer one, but does not send it to any contact. */
const longestImage = 12_000

/** The core refuses such names, but only once the database is open. */
function checkDisplayName(name: string): void {
  const valid = validName(name)
  if (valid === name) return
  const rule =
    "must be one line of at most 50 characters: letters, digits and symbols, with single blanks and up to three punctuation marks in a row between them, and none of ' # @ , /"
  const example = valid === "" ? "" : `; "${valid}" would be accepted`
  throw new ConfigurationError("profile.displayName", rule + example)
}

const profileKinds: OptionKinds<BotProfile> = {
  displayName: "any",
  fullName: "any",
  shortDescr: "any",
  image: "text",
  preferences: "object",
}

const databaseKinds: OptionKinds<SqliteDatabase & PostgresDatabase & RemoteDatabase> = {
  filePrefix: "text",
  encryptionKey: "text",
  connectionString: "name",
  schemaPrefix: "text",
  confirmMigrations: "text",
  url: "any",
  token: "any",
}

function checkDatabase(db: BotOptions["db"] | undefined): void {
  const given = ["filePrefix", "connectionString", "url", "sendCommand"].filter(
    (key) => key in (db ?? {}),
  )
  if (given.length > 1) {
    throw new ConfigurationError(
      "db",
      `has ${given.join(" and ")}: it is one database or the other`,
    )
  }
  const { filePrefix } = (db ?? {}) as { filePrefix?: unknown }
  if (given.length === 1 && !given.includes("sendCommand"))
    checkOptions(db as object, databaseKinds, { place: "db." })
  if ("url" in (db ?? {})) return checkRemote(db as RemoteDatabase)
  if (given.length === 1 && filePrefix !== "") return
  const problem = 'say where the database is: db: { filePrefix: "data/bot" }'
  throw new ConfigurationError("db", problem)
}

function checkRemote({ url, token }: RemoteDatabase): void {
  const parsed = typeof url === "string" ? URL.parse(url) : null
  if (parsed === null || !["ws:", "wss:", "ws+unix:"].includes(parsed.protocol)) {
    const problem = "must be ws://HOST:PORT, wss://HOST:PORT or ws+unix:///PATH"
    throw new ConfigurationError("db.url", problem)
  }
  if (token !== undefined && (typeof token !== "string" || token === "")) {
    const problem = "must be the secret of the served core; leave it out for SimpleX's command line"
    throw new ConfigurationError("db.token", problem)
  }
}

function checkWhole(name: string, value: number | undefined, least: number, most?: number): void {
  if (value === undefined) return
  const isWhole = Number.isSafeInteger(value) && value >= least
  if (isWhole && value <= (most ?? value)) return
  const bounds = most === undefined ? `of at least ${least}` : `from ${least} to ${most}`
  throw new ConfigurationError(name, `must be a whole number ${bounds}`)
}

/** @throws {ConfigurationError} when it is none, or the bot has no log whose level could change */
export function checkLogLevel(level: unknown, now: string): void {
  if (!logLevels.includes(level as LogLevel))
    throw new ConfigurationError("level", `must be one of ${logLevels.join(", ")}`)
  if (now === "silent")
    throw new ConfigurationError(
      "level",
      "cannot be changed: the bot logs nothing, or has not started",
    )
}

function checkLogging(logging: unknown): void {
  if (typeof logging === "string" && ![...logLevels, "silent"].includes(logging)) {
    throw new ConfigurationError("logging", `must be one of ${logLevels.join(", ")}, silent`)
  }
  if (typeof logging !== "object" || logging === null) return
  const missing = logLevels.find((level) => typeof Reflect.get(logging, level) !== "function")
  if (missing === undefined) return
  throw new ConfigurationError("logging", `a logger needs the functions ${logLevels.join(", ")}`)
}

function checkMenu(option: string, entries: readonly MenuEntry[]): void {
  if (!Array.isArray(entries as unknown)) {
    throw new ConfigurationError(option, 'must be an array: [{ keyword: "help", label: "Help" }]')
  }
  for (const entry of entries) checkEntry(entry)
}

function checkEntry(entry: MenuEntry): void {
  const kinds = { label: "any", keyword: "text", params: "text", commands: "any" } as const
  checkOptions(entry, kinds, { name: "commands", place: "commands." })
  if (typeof entry.label !== "string" || entry.label === "") {
    throw new ConfigurationError("commands", "each entry needs a label: what apps show")
  }
  checkWellFormed("commands", entry.label)
  if ("commands" in entry) return checkMenu(`commands: ${entry.label}`, entry.commands)
  if (!isCommandName(entry.keyword)) {
    const problem = "a keyword has letters, digits, - and _ only, without a slash"
    throw new ConfigurationError(`commands: ${entry.label}`, problem)
  }
  checkWellFormed(`commands: ${entry.label}`, entry.params)
}

function checkServers(servers: Servers): void {
  try {
    serverCommands(servers)
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error
    const problem = error.message.slice(`${error.argument}: `.length)
    throw new ConfigurationError(error.argument, problem, { cause: error })
  }
}
