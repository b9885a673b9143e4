import { constants } from "node:fs"
import { access, stat } from "node:fs/promises"
import { basename, dirname, resolve } from "node:path"
import { sqliteFileKind } from "../../disk/sqlite-file.ts"
import {
  databaseSuffixes,
  diskUsage,
  inUnits,
  journalSuffixes,
  lowSpaceBytes,
  sizeOf,
} from "../../disk/usage.ts"
import { lastBackup } from "../backup/record.ts"
import { readState } from "./state.ts"
import type { Check } from "./check.ts"

const stateSuffix = "_bot.db"

/**
 * What can be said of the database of a bot that does not run, without opening it: files, encryption, room,
 * state and backup.
 */
export async function checkStored(filePrefix: string, stateFile?: string): Promise<Check[]> {
  const state = stateFile ?? filePrefix + stateSuffix
  return Promise.all([
    checkFiles(filePrefix, state),
    checkEncryption(filePrefix),
    checkSpace(filePrefix, state),
    checkState(state),
    checkBackup(filePrefix),
  ])
}

/** Sizes, permissions, and what a process that was killed has left behind. */
async function checkFiles(filePrefix: string, state: string): Promise<Check> {
  const lines: string[] = []
  const refused: string[] = []
  const open: string[] = []
  for (const file of [...databaseSuffixes.map((suffix) => filePrefix + suffix), state]) {
    const found = await stat(file).catch(() => undefined)
    if (found === undefined) continue
    const journals = await Promise.all(journalSuffixes.map((suffix) => sizeOf(file + suffix)))
    const left = journals.reduce((a, b) => a + b, 0)
    const note = left > 0 ? `, and ${inUnits(left)} that the next start writes into it` : ""
    lines.push(`${basename(file)}: ${inUnits(found.size)}${note}`)
    const isAllowed = await access(file, constants.R_OK | constants.W_OK).then(
      () => true,
      () => false,
    )
    if (!isAllowed) refused.push(file)
    if (process.platform !== "win32" && (found.mode & 0o077) !== 0) open.push(file)
  }
  const name = "files"
  if (refused.length > 0) {
    const remedy = "give the user of the bot the right to read and write them"
    return { name, ok: false, found: `${refused.join(", ")} cannot be written`, remedy }
  }
  if (open.length > 0)
    lines.push(`other users of this machine may open them: chmod go= ${open.join(" ")}`)
  return { name, ok: true, found: lines.join("\n") }
}

async function checkEncryption(filePrefix: string): Promise<Check> {
  const name = "key"
  const files = databaseSuffixes.map((suffix) => filePrefix + suffix)
  const kinds = await Promise.all(
    files.map((file) => sqliteFileKind(file).catch(() => "unknown" as const)),
  )
  const known = kinds.filter((kind) => kind !== "empty")
  if (new Set(known).size > 1) {
    const found = "one file is encrypted and the other is not"
    return { name, ok: false, found, remedy: "restore both files from the same backup" }
  }
  const found = {
    plain: "the database is not encrypted: anyone with its files can act as the bot",
    encrypted: "the database is encrypted",
    unknown: "the files cannot be read",
  }
  return { name, ok: true, found: found[known[0] ?? "plain"] }
}

async function checkSpace(filePrefix: string, state: string): Promise<Check> {
  const name = "space"
  const usage = await diskUsage(filePrefix, state)
  if (usage === undefined) return { name, ok: true, found: "unknown: the file system does not say" }
  const found = `${inUnits(usage.free)} free for a database of ${inUnits(usage.database)}`
  if (usage.free >= lowSpaceBytes) return { name, ok: true, found }
  const remedy = `free at least ${inUnits(lowSpaceBytes)} on the disk of ${dirname(resolve(filePrefix))}`
  return { name, ok: false, found, remedy }
}

/** Whether the state can be read, and what it remembers. */
async function checkState(file: string): Promise<Check> {
  const name = "state"
  const { problem, identity, chats, begunAt } = await readState(file)
  if (problem === "missing") {
    const found = `${file}: there is none; what is in the database counts as not handled`
    return { name, ok: true, found }
  }
  if (problem !== undefined) {
    const remedy =
      "restore a backup, or move the file away: a bot without it handles the latest messages again"
    return { name, ok: false, found: `${file}: ${problem}`, remedy }
  }
  const since = begunAt === undefined ? "" : `, kept since ${begunAt}`
  return { name, ok: true, found: `identity ${identity ?? "none yet"}, ${chats} chats${since}` }
}

async function checkBackup(filePrefix: string): Promise<Check> {
  const name = "backup"
  const last = await lastBackup(filePrefix)
  if (last === undefined)
    return { name, ok: true, found: "none by simplex-bot backup on this machine" }
  const days = Math.floor((Date.now() - Date.parse(last.createdAt)) / 86_400_000)
  const age = days < 1 ? "less than a day old" : days === 1 ? "1 day old" : `${days} days old`
  return { name, ok: true, found: `${last.file}: ${age} (${last.createdAt})` }
}
