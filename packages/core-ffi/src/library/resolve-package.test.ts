import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { LibraryNotFoundError, release, resolveLibrary } from "../index.ts"
import { thisMachine } from "./machine.ts"
import { libraryFile, platformOf } from "./platform.ts"

// The platform package that an application depends on, looked for from the current folder.

const name = platformOf(thisMachine(), "sqlite").package
let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "platform-package-")))
  vi.spyOn(process, "cwd").mockReturnValue(folder)
  vi.stubEnv("SIMPLEX_LIBS_DIR", "")
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
  vi.unstubAllEnvs()
})

function installed(version: string, libs = "libs"): string {
  const at = join(folder, "node_modules", name)
  mkdirSync(join(at, libs), { recursive: true })
  writeFileSync(join(at, "package.json"), JSON.stringify({ name, version }))
  writeFileSync(join(at, libs, libraryFile), "the library")
  return join(at, libs, libraryFile)
}

const resolving = (backend: "sqlite" | "postgres" = "sqlite") =>
  resolveLibrary({ backend, download: false, cacheFolder: join(folder, "cache") })

/** What is said of the package when there is no library. */
async function problem(backend: "sqlite" | "postgres" = "sqlite"): Promise<unknown> {
  const error = await resolving(backend).catch((error: unknown) => error)
  if (!(error instanceof LibraryNotFoundError)) return error
  return error.attempts.find(({ place }) => place.startsWith("@simplex-chat/libsimplex-"))
}

test("is used when it has the library of this version", async () => {
  const path = installed(release.version)
  expect(await resolving()).toEqual({ path, source: "package", backend: "sqlite" })
})

test("is not used in another version, and the remedy names the right one", async () => {
  installed("6.4.5")
  expect(await problem()).toEqual({
    place: name,
    problem: `it is installed in version 6.4.5, not ${release.version}`,
    remedy: `Run: npm install ${name}@${release.version}`,
  })
})

test("is not used without the library in it", async () => {
  installed(release.version, "other")
  expect(await problem()).toMatchObject({ problem: `it has no libs/${libraryFile}` })
})

test("is named as missing when it is not installed", async () => {
  expect(await problem()).toMatchObject({ place: name, problem: "it is not installed" })
})

// Elsewhere there is no build for PostgreSQL at all.
test.runIf(process.platform === "linux" && process.arch === "x64")(
  "is not used for PostgreSQL",
  async () => {
    installed(release.version)
    expect(await problem("postgres")).toMatchObject({
      problem: "it has the SQLite backend only",
      remedy: "Install into the cache.",
    })
  },
)
