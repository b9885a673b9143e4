import { lockDatabase } from "@simplex-chat/core-ffi"
import { buildStub } from "@simplex-chat/core-ffi/stub"
import { copyFile, mkdir, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { beforeEach, describe, expect, test } from "vitest"
import { simplexBot, temporaryFolder } from "./command-line.ts"

const stub = buildStub()
const describeNative: typeof describe.skip = stub === undefined ? describe.skip : describe

let cwd: string
let env: Record<string, string>

beforeEach(async () => {
  cwd = await temporaryFolder()
  for (const folder of ["libs", "data"]) await mkdir(join(cwd, folder))
  env = { SIMPLEX_LIBS_DIR: join(cwd, "libs") }
})

const file = (suffix: string) => join(cwd, "data", `bot${suffix}`)
const sizeOf = async (suffix: string) => (await stat(file(suffix))).size
const vacuum = (...args: string[]) => simplexBot(["vacuum", ...args], { cwd, env })

/** A database of SQLite that has deleted most of what it had. */
function grown(path: string): void {
  const database = new DatabaseSync(path)
  database.exec("CREATE TABLE t (x); CREATE INDEX i ON t (x); BEGIN")
  const insert = database.prepare("INSERT INTO t VALUES (?)")
  for (let n = 0; n < 500; n++) insert.run(`${n} ${"x".repeat(1000)}`)
  database.exec("DELETE FROM t WHERE x NOT LIKE '7 %'; COMMIT")
  database.close()
}

const kept = (path: string): unknown => {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    return Object.values(database.prepare("SELECT substr(x, 1, 3), count(*) FROM t").get() ?? {})
  } finally {
    database.close()
  }
}

test("the database and the state of a stopped bot become small, and have what they had", async () => {
  const suffixes = ["_chat.db", "_agent.db", "_bot.db"]
  for (const suffix of suffixes) grown(file(suffix))
  const { code, out, err } = await vacuum()
  expect([code, err]).toEqual([0, ""])
  for (const suffix of suffixes) {
    expect(out).toMatch(new RegExp(`bot${suffix}: 2\\.\\d MB -> \\d+\\.\\d kB`))
    expect(await sizeOf(suffix)).toBeLessThan(40_000)
    expect(kept(file(suffix))).toEqual(["7 x", 1])
  }
})

test("it is refused while the bot runs, and where there is nothing to vacuum", async () => {
  for (const suffix of ["_chat.db", "_agent.db"]) grown(file(suffix))
  const before = await sizeOf("_chat.db")
  const lock = lockDatabase({ filePrefix: file("") })
  expect(await vacuum()).toMatchObject({
    code: 1,
    err: expect.stringContaining(`open already, by process ${process.pid}`) as string,
  })
  lock.release()
  expect(await sizeOf("_chat.db")).toBe(before)
  expect((await vacuum("--db", "data/none")).err).toContain("there is no database")
})

test("a file that is damaged stays as it was, and is named", async () => {
  for (const suffix of ["_chat.db", "_agent.db"]) grown(file(suffix))
  const bytes = await readFile(file("_agent.db"))
  bytes.fill(0x55, 4096, 12_288)
  await writeFile(file("_agent.db"), bytes)
  const { code, err } = await vacuum()
  expect(code).toBe(1)
  expect(err).toMatch(/^.*bot_agent\.db is left as it was: .*\n$/)
  expect((await readFile(file("_agent.db"))).equals(bytes)).toBe(true)
})

test("SQLite vacuums within the transaction of a core that has been ended, and begun again", () => {
  grown(file("_chat.db"))
  const database = new DatabaseSync(file("_chat.db"))
  const pages = () => Number(database.prepare("PRAGMA page_count").get()?.["page_count"])
  const before = pages()
  database.exec("BEGIN IMMEDIATE")
  expect(() => database.exec("VACUUM")).toThrow("cannot VACUUM from within a transaction")
  database.exec("COMMIT; VACUUM; BEGIN IMMEDIATE;")
  database.exec("COMMIT")
  expect(pages()).toBeLessThan(before / 10)
  database.close()
})

describeNative("an encrypted database", () => {
  beforeEach(async () => {
    for (const suffix of ["so", "dylib", "dll"])
      await copyFile(stub ?? import.meta.filename, join(cwd, "libs", `libsimplex.${suffix}`))
    // As the stub writes a database with a key.
    for (const suffix of ["_chat.db", "_agent.db"]) await writeFile(file(suffix), "stub:secret")
    grown(file("_bot.db"))
  })

  test("is vacuumed by the core, with its key, and the state beside it", async () => {
    const refused = await vacuum()
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining("encrypted with another key") as string,
    })
    env = { ...env, SIMPLEX_DB_KEY: "secret" }
    expect(await vacuum()).toMatchObject({ code: 0, err: "" })
    expect(await sizeOf("_bot.db")).toBeLessThan(40_000)
    expect(await readFile(file("_chat.db"), "utf8")).toBe("stub:secret")
  })

  test("needs the library", async () => {
    env = { SIMPLEX_LIBS_DIR: join(cwd, "none"), SIMPLEX_DB_KEY: "secret" }
    expect((await vacuum()).err).toContain("npx @simplex-chat/bot install")
  })
})
