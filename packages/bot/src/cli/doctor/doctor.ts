import { release } from "@simplex-chat/core-ffi"
import { type LibraryFlags, nodeProblem } from "@simplex-chat/core-ffi/cli"
import { existsSync } from "node:fs"
import manifest from "../../../package.json" with { type: "json" }
import { databaseAt, type KeyFlags } from "../database-key.ts"
import type { Check } from "./check.ts"
import { checkDatabase, checkFolder, checkServers } from "./database.ts"
import { checkLibrary } from "./library.ts"
import { checkStored } from "./stored.ts"

export interface DoctorFlags extends LibraryFlags, KeyFlags {
  /** The `filePrefix` of the bot. */
  readonly db: string
  /** The `stateFile` of the bot, if it is not beside the database. */
  readonly state?: string
  readonly json?: true
}

/** What `doctor --json` prints. */
export interface Diagnosis {
  readonly ok: boolean
  readonly versions: {
    readonly sdk: string
    /** What the library says; null when there is none that works. */
    readonly core: string | null
    /** The version that this SDK is for. */
    readonly wantedCore: string
    readonly node: string
  }
  readonly checks: readonly Check[]
}

/** `simplex-bot doctor`: exit code 0 when a bot can run here, else 1, with what to do. */
export async function doctor({ json, ...flags }: DoctorFlags): Promise<number> {
  const diagnosis = await diagnose(flags)
  const text = json === true ? JSON.stringify(diagnosis, undefined, 2) : shown(diagnosis)
  process.stdout.write(`${text}\n`)
  return diagnosis.ok ? 0 : 1
}

async function diagnose(flags: DoctorFlags): Promise<Diagnosis> {
  const { backend, cacheFolder, db } = flags
  const library = await checkLibrary(backend, cacheFolder)
  const folder = await checkFolder(db)
  const database = checkDatabase(db)
  const checks: Check[] = [
    checkNode(process.versions.node),
    // Whether there is a library for it, the next check says.
    { name: "platform", ok: true, found: `${process.platform}-${process.arch}` },
    ...library.checks,
    folder,
    database,
  ]
  if (database.ok && existsSync(`${db}_chat.db`))
    checks.push(...(await checkStored(db, flags.state)))
  if (library.path !== undefined && folder.ok && database.ok)
    checks.push(await checkServers(await databaseAt(db, flags), library.path))
  const versions = {
    sdk: manifest.version,
    core: library.version ?? null,
    wantedCore: release.version,
    node: process.versions.node,
  }
  return { ok: checks.every(({ ok }) => ok), versions, checks }
}

function checkNode(version: string): Check {
  const problem = nodeProblem(version)
  if (problem === undefined) return { name: "node", ok: true, found: version }
  const [found = "", remedy = ""] = problem.split(": ")
  return { name: "node", ok: false, found, remedy }
}

function shown({ versions, checks }: Diagnosis): string {
  const { sdk, core, wantedCore, node } = versions
  const known = core === null ? `needs ${wantedCore}` : core
  const lines = checks.map(({ name, ok, found, remedy }) => {
    const text = remedy === undefined ? found : `${found}\n-> ${remedy}`
    return `${ok ? "ok  " : "FAIL"}  ${name.padEnd(8)} ${text.replaceAll("\n", `\n${" ".repeat(15)}`)}`
  })
  return [`SDK ${sdk}, core ${known}, Node ${node}`, ...lines].join("\n")
}
