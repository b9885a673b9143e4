import { lockDatabase } from "@simplex-chat/core-ffi"
import { buildStub } from "@simplex-chat/core-ffi/stub"
import { appendFile, copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { beforeEach, describe, expect, onTestFinished, test } from "vitest"
import { serve, sha256 } from "../../../core-ffi/test/server.ts"
import { zip } from "../../../core-ffi/test/zip.ts"
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
    expect(out).toContain("from: environment; not verified")
    expect(out).toContain("there is none yet")
    expect(code).toBe(0)
    expect(await readdir(folder)).toEqual(["libs"])
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
    expect(out).toContain("npx @simplex-chat/bot install --backend sqlite")
    expect(code).toBe(1)
  })

  test("doctor says who has the database open, and whether half of it is missing", async () => {
    const filePrefix = join(folder, "bot")
    const doctor = () => simplexBot(["doctor", "--db", filePrefix], { env })
    await writeFile(`${filePrefix}_chat.db`, "")
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
    if (pinned.code === 0) expect(pinned.out).toContain("from: cache; unchanged")
    else expect(pinned.out).toContain("another archive than the right one")
  })
})
