import { lockDatabase } from "@simplex-chat/core-ffi"
import { buildStub } from "@simplex-chat/core-ffi/stub"
import { packTar } from "modern-tar/fs"
import { copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises"
import { createWriteStream } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { pipeline } from "node:stream/promises"
import { beforeEach, describe, expect, test } from "vitest"
import { bin, node, simplexBot, temporaryFolder } from "./command-line.ts"

const stub = buildStub()
const describeNative: typeof describe.skip = stub === undefined ? describe.skip : describe

let cwd: string
let env: Record<string, string>

beforeEach(async () => {
  cwd = await temporaryFolder()
  for (const folder of ["libs", "data", "data/bot_files/tmp"])
    await mkdir(join(cwd, folder), { recursive: true })
  for (const suffix of ["so", "dylib", "dll"])
    await copyFile(stub ?? import.meta.filename, join(cwd, "libs", `libsimplex.${suffix}`))
  env = { SIMPLEX_LIBS_DIR: join(cwd, "libs") }
  // As the stub writes a database, without a key.
  await writeFile(join(cwd, "data", "bot_chat.db"), "stub:")
  await writeFile(join(cwd, "data", "bot_agent.db"), "agent")
  new DatabaseSync(join(cwd, "data", "bot_bot.db")).exec(
    "CREATE TABLE t (x); INSERT INTO t VALUES (7)",
  )
  await writeFile(join(cwd, "data", "bot_files", "photo.jpg"), "a photo")
  await writeFile(join(cwd, "data", "bot_files", "tmp", "half"), "half a file")
  await writeFile(join(cwd, "data", "bot_core.token"), "secret")
  await writeFile(join(cwd, "data", "other_chat.db"), "of another bot")
})

const run = (...args: string[]) => simplexBot(args, { cwd, env })

/** The same, killed when it would give a file its name for the `n`th time. */
const killed = (n: number, ...args: string[]) =>
  node(
    ["--import", join(import.meta.dirname, "..", "fixtures", "killed-at-rename.mjs"), bin, ...args],
    {
      cwd,
      env: { ...env, KILLED_AT_RENAME: String(n) },
    },
  )

/** An archive of these contents, as another program could write it. */
async function archive(file: string, contents: Readonly<Record<string, string>>): Promise<void> {
  const sources = Object.entries(contents).map(([target, content]) => ({
    type: "content" as const,
    target,
    content,
  }))
  await pipeline(packTar(sources), createWriteStream(join(cwd, file)))
}
const contents = async (...path: string[]) => readFile(join(cwd, ...path), "utf8")

describeNative("a backup", () => {
  test.each(["tar.zst", "tar.gz", "tar"])(
    "as %s has all of the bot, and is restored elsewhere",
    async (ending) => {
      const made = await run("backup", "--db", "data/bot", `out.${ending}`)
      expect(made).toEqual({
        code: 0,
        out: `out.${ending}: 4 files, verified: the copy was opened\n`,
        err: "",
      })
      if (process.platform !== "win32")
        expect((await stat(join(cwd, `out.${ending}`))).mode & 0o777).toBe(0o600)
      const restored = await run("restore", "--db", "elsewhere/new", `out.${ending}`)
      expect(restored.code).toBe(0)
      expect(restored.out).toContain("Never run a copy beside")
      const names = ["new.lock", "new_agent.db", "new_bot.db", "new_chat.db", "new_files"]
      expect((await readdir(join(cwd, "elsewhere"))).toSorted()).toEqual(names)
      expect(await contents("elsewhere", "new_agent.db")).toBe("agent")
      expect(await contents("elsewhere", "new_files", "photo.jpg")).toBe("a photo")
      const state = new DatabaseSync(join(cwd, "elsewhere", "new_bot.db"))
      expect(state.prepare("SELECT x FROM t").get()).toEqual({ x: 7 })
      state.close()
      // Nothing else was left behind.
      expect((await readdir(cwd)).toSorted()).toEqual([
        "data",
        "elsewhere",
        "libs",
        `out.${ending}`,
      ])
    },
  )

  test("is refused while the bot runs, and over a file that is there", async () => {
    const lock = lockDatabase({ filePrefix: join(cwd, "data", "bot") })
    expect(await run("backup", "out.tar")).toMatchObject({
      code: 1,
      err: expect.stringContaining(`open already, by process ${process.pid}`) as string,
    })
    lock.release()
    await writeFile(join(cwd, "out.tar"), "precious")
    expect((await run("backup", "out.tar")).err).toContain("exists already")
    expect(await contents("out.tar")).toBe("precious")
    expect((await run("backup", "out.zip")).err).toContain("ends in .tar.zst, .tar.gz, .tar")
    expect((await run("backup", "--db", "none", "x.tar")).err).toContain("there is no database")
    expect((await run("backup", "missing/out.tar")).err).toContain("cannot be written (ENOENT)")
  })

  test("with another key does not count", async () => {
    await writeFile(join(cwd, "data", "bot_chat.db"), "stub:secret")
    const refused = await run("backup", "out.tar")
    expect(refused.err).toContain("is encrypted with another key")
    expect(await readdir(cwd)).not.toContain("out.tar")
    env = { ...env, SIMPLEX_DB_KEY: "secret" }
    expect((await run("backup", "out.tar")).code).toBe(0)
  })

  test("whose state is damaged does not count", async () => {
    await truncate(join(cwd, "data", "bot_bot.db"), 3000)
    expect((await run("backup", "out.tar")).err).toContain("_bot.db, is damaged")
    expect(await readdir(cwd)).not.toContain("out.tar")
  })

  test("is not restored over anything", async () => {
    await run("backup", "out.tar")
    expect(await run("restore", "out.tar")).toMatchObject({
      code: 1,
      err: expect.stringContaining("data/bot_chat.db exists: move what is there away") as string,
    })
    expect(await contents("data", "bot_agent.db")).toBe("agent")
  })

  test("that was killed leaves no archive, and the next one cleans up", async () => {
    expect((await killed(1, "backup", "out.tar")).code).toBe(null)
    expect(await readdir(cwd)).not.toContain("out.tar")
    expect((await run("backup", "out.tar")).code).toBe(0)
    expect((await readdir(cwd)).toSorted()).toEqual(["data", "libs", "out.tar"])
  })

  test.each([2, 4])("that is restored and killed at rename %i is no bot", async (n) => {
    await run("backup", "out.tar")
    expect((await killed(n, "restore", "--db", "new/bot", "out.tar")).code).toBe(null)
    const left = await readdir(join(cwd, "new"))
    // On one half of a database no bot starts.
    expect([left.includes("bot_agent.db"), left.includes("bot_chat.db")]).toEqual([true, false])
    for (const name of left.filter((one) => one.startsWith("bot_")))
      await rm(join(cwd, "new", name), { recursive: true })
    expect((await run("restore", "--db", "new/bot", "out.tar")).code).toBe(0)
    expect(await readdir(join(cwd, "new"))).toHaveLength(5)
  })

  test("that was cut or changed is refused, and leaves nothing behind", async () => {
    await run("backup", "out.tar")
    const bytes = await readFile(join(cwd, "out.tar"))
    await writeFile(join(cwd, "cut.tar"), bytes.subarray(0, bytes.length / 2))
    const at = bytes.indexOf("a photo")
    const changed = Buffer.from(bytes)
    changed.write("A photo", at)
    await writeFile(join(cwd, "changed.tar"), changed)
    for (const name of ["cut.tar", "changed.tar", "libs/libsimplex.so", "none.tar"]) {
      const { code, err } = await run("restore", "--db", "new/bot", name)
      expect([name, code]).toEqual([name, 1])
      expect(err.trimEnd().split("\n")).toHaveLength(1)
    }
    expect(await readdir(join(cwd, "new"))).toEqual(["bot.lock"])
  })

  test("whose names lead elsewhere is refused", async () => {
    const files = ["_chat.db", "_agent.db", "_x/../../../escaped"].map((name) => ({ name }))
    const manifest = { format: 1, createdAt: "", sdk: "", files }
    await archive("evil.tar", { "backup.json": JSON.stringify(manifest), "aa/escaped": "x" })
    const bytes = await readFile(join(cwd, "evil.tar"))
    const header = bytes.subarray(bytes.indexOf("aa/escaped")).subarray(0, 512)
    header.write("../", 0)
    header.write(" ".repeat(8), 148)
    const sum = header.reduce((all, byte) => all + byte, 0)
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148)
    await writeFile(join(cwd, "evil.tar"), bytes)
    expect((await run("restore", "--db", "new/bot", "evil.tar")).code).toBe(1)
    expect(await readdir(cwd)).not.toContain("escaped")
    expect(await readdir(join(cwd, "new"))).toEqual(["bot.lock"])
  })
})

test("doctor knows of the last backup, which is in no backup itself", async () => {
  await run("backup", "first.tar")
  const { out } = await run("backup", "second.tar")
  expect(out).toContain("second.tar: 4 files")
  expect((await run("doctor")).out).toMatch(/ok {4}backup .*second\.tar: less than a day old/)
})

test("without the library, a backup is verified by its digests, and says so", async () => {
  env = { SIMPLEX_LIBS_DIR: join(cwd, "none") }
  expect((await run("backup", "out.tar.gz")).out).toContain("libsimplex is not installed")
})
