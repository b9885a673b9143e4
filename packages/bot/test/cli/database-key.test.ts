import { buildStub } from "@simplex-chat/core-ffi/stub"
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { beforeEach, describe, expect, test } from "vitest"
import { replaced } from "../../src/cli/database-key.ts"
import type { Diagnosis } from "../../src/cli/doctor/doctor.ts"
import { simplexBot, temporaryFolder } from "./command-line.ts"

// The stub of libsimplex keeps the key of a database in its file, and refuses another one.
const stub = buildStub()
const describeNative: typeof describe.skip = stub === undefined ? describe.skip : describe

let cwd: string
let env: Record<string, string>

beforeEach(async () => {
  cwd = await temporaryFolder()
  const libs = join(cwd, "libs")
  await mkdir(libs)
  for (const suffix of ["so", "dylib", "dll"])
    await copyFile(stub ?? import.meta.filename, join(libs, `libsimplex.${suffix}`))
  env = { SIMPLEX_LIBS_DIR: libs }
  await writeFile(join(cwd, "bot_chat.db"), "stub:secret")
  await writeFile(join(cwd, "bot_agent.db"), "")
  await writeFile(join(cwd, "key"), "secret\n")
})

async function doctor(...args: string[]): Promise<Diagnosis["checks"]> {
  const { out } = await simplexBot(["doctor", "--json", "--db", "bot", ...args], { cwd, env })
  return (JSON.parse(out) as Diagnosis).checks
}

describeNative("a database with a key", () => {
  test("doctor opens it with the key of the environment or of a file, and says what is missing", async () => {
    const failed = (await doctor()).filter(({ ok }) => !ok)
    expect(failed).toEqual([
      {
        name: "database",
        ok: false,
        found: "bot: encrypted with another key, or damaged",
        remedy: "give its key, in SIMPLEX_DB_KEY or with --db-key-file; or restore a backup",
      },
    ])
    expect((await doctor("--db-key-file", "key")).every(({ ok }) => ok)).toBe(true)
    env = { ...env, SIMPLEX_DB_KEY: "secret" }
    expect((await doctor()).every(({ ok }) => ok)).toBe(true)
  })

  test("address opens it, too", async () => {
    const address = (...args: string[]) =>
      simplexBot(["address", "--db", "bot", ...args], { cwd, env })
    expect((await address()).err).toContain("is encrypted with another key")
    // It is open: the stub has no user.
    expect((await address("--db-key-file", "key")).err).toContain("the bot has no address yet")
    expect((await address("--db-key-file", "no key")).err).toBe(
      "--db-key-file no key cannot be read (ENOENT)\n",
    )
  })

  test("run and serve-core open it, and a key is never part of an error", async () => {
    const bot = join(import.meta.dirname, "..", "fixtures", "cli-keyed-bot.ts")
    const run = (...args: string[]) => simplexBot(["run", bot, ...args], { cwd, env })
    expect((await run("--db", "bot")).err).toContain("is encrypted with another key")
    const opened = await run("--db", "bot", "--db-key-file", "key")
    // It goes on to what the stub does not do.
    expect(opened.err).not.toContain("is encrypted")
    env = { ...env, SIMPLEX_DB_KEY: "wrong secret" }
    for (const { err } of [
      await run("--db", "bot"),
      await simplexBot(["serve-core", "--db", "bot", "--port", "0"], { cwd, env }),
    ]) {
      expect(err).toContain("is encrypted with another key")
      expect(err).not.toContain("wrong secret")
    }
    expect(await readFile(join(cwd, "bot_chat.db"), "utf8")).toBe("stub:secret")
  })
})

test("what the command line does not say stays as the file has it", () => {
  const own = { filePrefix: "data/own", encryptionKey: "own" }
  expect(replaced(own, {})).toEqual(own)
  expect(replaced(own, { filePrefix: "data/other" })).toEqual({ ...own, filePrefix: "data/other" })
  expect(replaced(own, { encryptionKey: "given" })).toEqual({ ...own, encryptionKey: "given" })
  const remote = { url: "ws://127.0.0.1:5225" }
  expect(replaced(remote, { encryptionKey: "given" })).toBe(remote)
  expect(replaced(remote, { filePrefix: "data/bot" })).toEqual({ filePrefix: "data/bot" })
})
