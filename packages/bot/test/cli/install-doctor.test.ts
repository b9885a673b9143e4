import { lockDatabase } from "@simplex-chat/core-ffi"
import { buildStub } from "@simplex-chat/core-ffi/stub"
import { createNetwork } from "@simplex-chat/testing"
import { Bot } from "../../src/index.ts"
import { appendFile, copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { beforeEach, describe, expect, onTestFinished, test } from "vitest"
import { serve, sha256 } from "../../../core-ffi/test/server.ts"
import { zip } from "../../../core-ffi/test/zip.ts"
import manifest from "../../package.json" with { type: "json" }
import { serversOf } from "../../src/cli/doctor/database.ts"
import type { Diagnosis } from "../../src/cli/doctor/doctor.ts"
import { simplexBot, temporaryFolder } from "./command-line.ts"

// Doctor asks the library for its version, in a process of its own.
const stub = buildStub()

let folder: string
/** A folder with a library. */
let env: Record<string, string>

beforeEach(async () => {
  folder = await temporaryFolder()
  const libs = join(folder, "libs")
  await mkdir(libs)
  for (const suffix of ["so", "dylib", "dll"])
    await copyFile(stub ?? import.meta.filename, join(libs, `libsimplex.${suffix}`))
  env = { SIMPLEX_LIBS_DIR: libs }
})

// Without a C compiler they are skipped, which under CI is an error.
const describeNative: typeof describe.skip = stub === undefined ? describe.skip : describe

describeNative("with a library", () => {
  test("doctor is content where a bot can run", async () => {
    const { code, out } = await simplexBot(["doctor", "--db", join(folder, "bot")], { env })
    expect(out).toContain(`ok    node     ${process.versions.node}`)
    expect(out).toContain(`ok    platform ${process.platform}-${process.arch}`)
    expect(out).toContain("not verified: SIMPLEX_LIBS_DIR names the library")
    expect(out).toContain("there is none yet")
    expect(code).toBe(0)
    expect(await readdir(folder)).toEqual(["libs"])
  })

  test("doctor says versions, servers and every check as JSON", async () => {
    const args = ["doctor", "--json", "--db", join(folder, "bot")]
    const { code, out } = await simplexBot(args, { env })
    const diagnosis = JSON.parse(out) as Diagnosis
    expect(code).toBe(0)
    expect(diagnosis).toMatchObject({
      ok: true,
      versions: { sdk: manifest.version, node: process.versions.node },
    })
    expect(diagnosis.versions.core).toMatch(/^\d+\.\d+/)
    expect(diagnosis.checks.map(({ name, ok }) => [name, ok])).toEqual([
      ["node", true],
      ["platform", true],
      ["library", true],
      ["digest", true],
      ["folder", true],
      ["database", true],
      ["servers", true],
    ])
  })

  test("each check that fails has a remedy", async () => {
    await writeFile(join(folder, "file"), "")
    const db = join(folder, "file", "bot")
    const libs = join(folder, "elsewhere")
    const args = ["doctor", "--json", "--db", db]
    const { code, out } = await simplexBot(args, { env: { SIMPLEX_LIBS_DIR: libs } })
    const failed = (JSON.parse(out) as Diagnosis).checks.filter(({ ok }) => !ok)
    expect(code).toBe(1)
    expect(failed.map(({ name }) => name)).toEqual(["library", "folder"])
    for (const { remedy } of failed) expect(remedy).toMatch(/\w/)
    expect(failed[1]?.found).toMatch(/cannot be written \(ENOTDIR\)/)
  })

  test("a file of eight bytes is no library", async () => {
    for (const suffix of ["so", "dylib", "dll"])
      await writeFile(join(folder, "libs", `libsimplex.${suffix}`), "8 bytes!")
    const { code, out } = await simplexBot(["doctor"], { cwd: folder, env })
    expect(out).toMatch(/FAIL {2}library .*could not be loaded/)
    expect(out).toContain("-> correct or unset SIMPLEX_LIBS_DIR")
    expect(code).toBe(1)
  })

  test.skipIf(stub === undefined)(
    "doctor loads the library, and refuses what is no core",
    async () => {
      for (const suffix of ["so", "dylib"])
        await writeFile(join(folder, "libs", `libsimplex.${suffix}`), "not a library")
      const { code, out } = await simplexBot(["doctor"], { env })
      expect(out).toMatch(/FAIL {2}library .*could not be loaded/)
      expect(code).toBe(1)
    },
  )

  test("doctor says where the library was looked for, and what to do", async () => {
    const { code, out } = await simplexBot(["doctor", "--cache-folder", join(folder, "cache")])
    expect(out).toContain("FAIL  library")
    expect(out).toContain(join(folder, "cache"))
    expect(out).toContain("-> run: npx @simplex-chat/bot install\n")
    expect(code).toBe(1)
  })

  test("doctor says who has the database open, and whether half of it is missing", async () => {
    const filePrefix = join(folder, "bot")
    const doctor = () => simplexBot(["doctor", "--db", filePrefix], { env })
    // As the stub writes it, without a key.
    await writeFile(`${filePrefix}_chat.db`, "stub:")
    expect(await doctor()).toMatchObject({
      code: 1,
      out: expect.stringContaining("bot_agent.db is missing") as string,
    })
    await writeFile(`${filePrefix}_agent.db`, "")
    expect(await doctor()).toMatchObject({
      code: 0,
      out: expect.stringContaining("no process has it open") as string,
    })
    const lock = lockDatabase({ filePrefix })
    const { code, out } = await doctor()
    expect(out).toContain(`by process ${process.pid}`)
    expect(code).toBe(1)
    lock.release()
    expect((await doctor()).code).toBe(0)
  })

  test("what install has put into the cache, doctor finds, and finds when it was changed", async () => {
    const names = ["so", "dylib", "dll"].map((suffix) => `libs/libsimplex.${suffix}`)
    const library = await readFile(stub ?? "")
    const archive = zip(names.map((name) => ({ name, data: library })))
    const server = await serve(archive)
    onTestFinished(() => server.close())
    const cache = ["--cache-folder", join(folder, "cache")]
    const install = (digest: string) =>
      simplexBot(["install", "--sha256", digest, ...cache], {
        env: { SIMPLEX_LIBS_URL: server.url },
      })

    const other = await install("0".repeat(64))
    expect([other.code, other.out]).toEqual([1, ""])
    const first = await install(sha256(archive))
    expect([first.code, first.out]).toEqual([0, expect.stringContaining("(installed)")])
    expect((await install(sha256(archive))).out).toContain("(already installed)")

    const [path = ""] = first.out.split(" (installed)")
    const pinned = await simplexBot(["doctor", ...cache])
    await appendFile(path, "changed")
    const changed = await simplexBot(["doctor", ...cache])
    expect(changed).toMatchObject({
      code: 1,
      out: expect.stringContaining("npx @simplex-chat/bot install") as string,
    })
    // Where this package knows the digest of the release, this archive is not it.
    if (pinned.code === 0) expect(pinned.out).toContain("verified with the digest that was given")
    else expect(pinned.out).toContain("another archive than the right one")
  })
})

test("the servers are those in use, without their keys", async () => {
  const core = createNetwork().openCore()
  const bot = new Bot({
    profile: { displayName: "served" },
    db: core,
    servers: { smp: ["smp://aGVsbG8td29ybGQtaGVsbG8td29ybGQtaGVsbG8td29ybGQ=@smp.example.org"] },
    logging: "silent",
  })
  await bot.start()
  expect(await serversOf(core)).toMatch(/^messages: smp\.example\.org\nfiles: /)
  await bot.stop()
})
