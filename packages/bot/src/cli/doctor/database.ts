import type { SqliteDatabase } from "@simplex-chat/api"
import { lockDatabase, MigrationError, openCore } from "@simplex-chat/core-ffi"
import type { Core } from "@simplex-chat/core"
import { CC, type T } from "@simplex-chat/types"
import { existsSync } from "node:fs"
import { mkdtemp, rmdir } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { keyVariable } from "../database-key.ts"
import { type Check, messageOf } from "./check.ts"

const suffixes = ["_chat.db", "_agent.db"]

/** Writes into the folder of the database, or into the one in which it would be created. */
export async function checkFolder(filePrefix: string): Promise<Check> {
  const folder = dirname(resolve(filePrefix))
  let existing = folder
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing)
  try {
    await rmdir(await mkdtemp(join(existing, ".simplex-bot-doctor-")))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const remedy = "give the user of the bot the right to write there, or choose another folder"
    return { name: "folder", ok: false, found: `${existing} cannot be written (${code})`, remedy }
  }
  const isThere = existing === folder
  const found = isThere ? `${folder} can be written` : `${folder} can be created`
  return { name: "folder", ok: true, found }
}

/** Whether both files are there, and no process has them open. */
export function checkDatabase(filePrefix: string): Check {
  const name = "database"
  const files = suffixes.map((suffix) => `${filePrefix}${suffix}`)
  const missing = files.filter((file) => !existsSync(file))
  if (missing.length === files.length) {
    return { name, ok: true, found: `${filePrefix}: there is none yet; the first start creates it` }
  }
  if (missing.length > 0) {
    const remedy = "restore both files from the same backup"
    return { name, ok: false, found: `${missing.join(", ")} is missing`, remedy }
  }
  try {
    lockDatabase({ filePrefix }).release()
    return { name, ok: true, found: `${filePrefix}: no process has it open` }
  } catch (error) {
    const remedy = "stop that process, or give this bot another database"
    return { name, ok: false, found: messageOf(error), remedy }
  }
}

/**
 * The servers of the bot's user. The chat is not started, and the database is not migrated: where that
 * would be needed, it says so. Where the key is another one, that is the result instead.
 */
export async function checkServers(database: SqliteDatabase, path: string): Promise<Check> {
  const name = "servers"
  const { filePrefix } = database
  if (!suffixes.every((suffix) => existsSync(`${filePrefix}${suffix}`))) {
    const found = "those of the option servers, or else the presets of the core"
    return { name, ok: true, found }
  }
  let core: Core
  try {
    core = await openCore({ ...database, confirmMigrations: "error" }, { library: { path } })
  } catch (error) {
    if (error instanceof MigrationError && error.result.type === "errorNotADatabase") {
      const found = `${filePrefix}: encrypted with another key, or damaged`
      const remedy = `give its key, in ${keyVariable} or with --db-key-file; or restore a backup`
      return { name: "database", ok: false, found, remedy }
    }
    return { name, ok: true, found: `unknown: ${messageOf(error).split("\n")[0]}` }
  }
  try {
    return { name, ok: true, found: await serversOf(core) }
  } catch {
    return { name, ok: true, found: "unknown: the core does not say" }
  } finally {
    await core.close()
  }
}

/** @throws {Error} when the core answers anything else */
export async function serversOf(core: Pick<Core, "sendCommand">): Promise<string> {
  const active = JSON.parse(await core.sendCommand("/u")) as { result?: { user?: T.User } }
  if (active.result?.user === undefined) return "those of the option servers: there is no user yet"
  const { userId } = active.result.user
  const answer = JSON.parse(await core.sendCommand(CC.APIGetUserServers.cmdString({ userId }))) as {
    result?: { userServers?: readonly T.UserOperatorServers[] }
  }
  const all = answer.result?.userServers
  if (all === undefined) throw new Error("no servers in the answer")
  const hosts = (servers: readonly T.UserServer[]): string => {
    const used = servers.filter(({ enabled, deleted }) => enabled && !deleted)
    return used.map(({ server }) => server.replace(/^\w+:\/\/[^@]*@/, "").split(",")[0]).join(", ")
  }
  const smp = hosts(all.flatMap(({ smpServers }) => smpServers))
  const xftp = hosts(all.flatMap(({ xftpServers }) => xftpServers))
  return `messages: ${smp === "" ? "none" : smp}\nfiles: ${xftp === "" ? "none" : xftp}`
}
