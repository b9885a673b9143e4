import {
  lockDatabase,
  probeLibrary,
  release,
  resolveLibrary,
  type Backend,
  type ResolvedLibrary,
} from "@simplex-chat/core-ffi"
import type { LibraryFlags } from "@simplex-chat/core-ffi/cli"
import { existsSync } from "node:fs"
import process from "node:process"

/** What one check found, and what to do about it. */
interface Finding {
  readonly what: string
  readonly ok: boolean
  readonly found: string
}

export interface DoctorFlags extends LibraryFlags {
  /** A `filePrefix` to look at. */
  readonly db?: string
}

/** `simplex-bot doctor`: exit code 0 when a bot can run here, else 1, with what to do. */
export async function doctor({ backend, cacheFolder, db }: DoctorFlags): Promise<number> {
  const findings = [
    node(process.versions.node),
    platform(),
    await library(backend, cacheFolder),
    ...(db === undefined ? [] : [database(db)]),
  ]
  for (const { what, ok, found } of findings) {
    const text = found.replaceAll("\n", `\n${" ".repeat(15)}`)
    process.stdout.write(`${ok ? "ok   " : "FAIL "} ${what.padEnd(8)} ${text}\n`)
  }
  return findings.every(({ ok }) => ok) ? 0 : 1
}

/** Type stripping without a flag, and `node:sqlite`. */
const [leastMajor, leastMinor] = [22, 18]

function node(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  const ok = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  const problem = `is too old: install ${leastMajor}.${leastMinor} or newer`
  return { what: "node", ok, found: ok ? version : `${version} ${problem}` }
}

/** The next check says whether there is a libsimplex for it. */
function platform(): Finding {
  return { what: "platform", ok: true, found: `${process.platform}-${process.arch}` }
}

async function library(backend: Backend, cacheFolder: string | undefined): Promise<Finding> {
  const what = "library"
  try {
    const resolved = await resolveLibrary({ backend, cacheFolder, download: false })
    const { path, source } = resolved
    const { version } = await probeLibrary(path)
    const found = `${path}\n${backend}, ${version}, from: ${source}; ${verification(resolved)}`
    if (isWanted(version)) return { what, ok: true, found }
    return { what, ok: false, found: `${found}\nThis version needs ${release.version}.` }
  } catch (error) {
    const remedy = `To fetch it: npx @simplex-chat/bot install --backend ${backend}`
    return { what, ok: false, found: `${messageOf(error)}\n${remedy}` }
  }
}

/** Patch versions may differ: a database moves between them. */
const isWanted = (version: string): boolean => minorOf(version) === minorOf(release.version)
const minorOf = (version: string): string => version.split(".", 2).join(".")

/** Which digest the library was verified with. */
function verification({ source, digest }: ResolvedLibrary): string {
  if (source === "environment") return "not verified: SIMPLEX_LIBS_DIR names it"
  if (source === "package") return "verified by the package manager"
  const verified = {
    option: "verified with the digest that was given",
    package: "verified with the pinned digest",
    release: "verified with the digest that the release publishes",
    none: "not verified: it was installed with --trust-download",
  }
  return digest === undefined ? "not verified" : `unchanged; ${verified[digest.source]}`
}

/** The two files of a SQLite database are the core's; the third is what the bot remembers. */
function database(filePrefix: string): Finding {
  const what = "database"
  const files = ["_chat.db", "_agent.db"].map((suffix) => `${filePrefix}${suffix}`)
  const missing = files.filter((file) => !existsSync(file))
  if (missing.length === files.length) {
    return { what, ok: true, found: `${filePrefix}: there is none yet; the first start makes it` }
  }
  if (missing.length > 0) {
    const found = `${missing.join(", ")} is missing: restore both files from the same backup`
    return { what, ok: false, found }
  }
  try {
    lockDatabase({ filePrefix }).release()
    return { what, ok: true, found: `${filePrefix}: no process has it open` }
  } catch (error) {
    const found = `${messageOf(error)}\nEnd that process, or give this bot another database.`
    return { what, ok: false, found }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown")
