import { existsSync, rmSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import {
  DatabaseLockError,
  InvalidArgumentError,
  lockDatabase,
  MigrationError,
  CallError,
  openCore,
} from "../src/index.ts"
import { runScript } from "./processes.ts"
import { describeNative, openStub, stats, temporaryFolder } from "./native.ts"

describeNative("opening a database", () => {
  const folder = temporaryFolder()
  const path = (name: string) => join(folder, name)

  test("starts the run-time system once, with our options, however many are opened", async () => {
    const names = ["once-1", "once-2", "once-3", "once-4"]
    const cores = await Promise.all(names.map((name) => openStub(path(name))))
    const [core] = cores
    const { initialised, rtsArgs } = await stats(core!)
    expect(initialised).toBe(1)
    expect(rtsArgs).toBe("simplex +RTS -A64m -H64m -xn --install-signal-handlers=no")
    await Promise.all(cores.map((c) => c.close()))
  })

  test("leaves the run-time system its options, however much memory is used after it was started", async () => {
    const script = `
      const open = (name) => openCore({ filePrefix: ${JSON.stringify(path("options"))} + name }, { library: { path: stub } })
      await (await open("1")).close()
      const kept = Array.from({ length: 3 }, () => Buffer.alloc(1 << 20, "x"))
      const core = await open("2")
      const { rtsArgs } = JSON.parse(await core.sendCommand("/stub stats"))
      console.log(rtsArgs, kept.length)
      await core.close()`
    expect(await runScript(script)).toMatchObject({
      code: 0,
      out: "simplex +RTS -A64m -H64m -xn --install-signal-handlers=no 3\n",
    })
  })

  test("makes missing folders, and may be done again after closing", async () => {
    for (let round = 0; round < 3; round++) {
      const core = await openStub(path("deep/er/bot"), { encryptionKey: "k" })
      await core.close()
    }
    expect(existsSync(path("deep/er/bot_chat.db"))).toBe(true)
  })

  // The core makes the missing one anew: every contact would be listed, and none be reached.
  test.each(["_chat.db", "_agent.db"])("refuses half of one, without %s", async (missing) => {
    const half = path(`without${missing}`)
    await (await openStub(half)).close()
    rmSync(half + missing)
    await expect(openStub(half)).rejects.toMatchObject({
      name: "DatabaseIncompleteError",
      database: half,
      missing: half + missing,
      message: expect.stringContaining("from one backup") as string,
    })
    expect(existsSync(half + missing)).toBe(false)
    lockDatabase({ filePrefix: half }).release() // it is free
  })

  test("fails with the core's typed reason, and leaves the database free", async () => {
    await (await openStub(path("keyed"), { encryptionKey: "right" })).close()
    const error = await openStub(path("keyed"), { encryptionKey: "wrong" }).catch(
      (error: unknown) => error,
    )
    expect(error).toBeInstanceOf(MigrationError)
    expect(error).toMatchObject({
      database: path("keyed"),
      result: { type: "errorNotADatabase", dbFile: path("keyed_chat.db") },
    })
    expect((error as Error).message).not.toContain("wrong")
    await (await openStub(path("keyed"), { encryptionKey: "right" })).close()
  })

  test.each([
    [
      '{"type":"errorMigration","dbFile":"f","migrationError":{"type":"downgrade","downMigrations":["x"]}}',
      "newer version",
    ],
    [
      '{"type":"errorMigration","dbFile":"f","migrationError":{"type":"upgrade","upMigrations":[]}}',
      "yesUp",
    ],
    [
      '{"type":"errorMigration","dbFile":"f","migrationError":{"type":"migrationError","mtrError":{"type":"noDown","dbMigrations":[]}}}',
      "does not know",
    ],
    ['{"type":"errorSQL","dbFile":"f","migrationSQLError":"disk I/O error"}', "disk I/O error"],
    ['{"type":"invalidConfirmation"}', "confirmMigrations"],
  ])("explains %s", async (answer, explanation) => {
    const opened = openStub(path("script"), { encryptionKey: `stub:answer ${answer}` })
    await expect(opened).rejects.toMatchObject({
      name: "MigrationError",
      result: JSON.parse(answer) as object,
      message: expect.stringContaining(explanation) as string,
    })
  })

  test.each(['{"type":"errorOfTomorrow"}', '{"type":"errorMigration"}'])(
    "names a reason that it does not know (%s)",
    async (answer) => {
      const opened = openStub(path("script"), { encryptionKey: `stub:answer ${answer}` })
      const { type } = JSON.parse(answer) as { type: string }
      await expect(opened).rejects.toThrow(`did not open: the core answered ${type}`)
    },
  )

  test.each(["stub:null", "stub:answer nonsense", "stub:answer null", 'stub:answer {"type":"ok"}'])(
    "rejects when the library does not keep its word (%s)",
    async (encryptionKey) => {
      await expect(openStub(path("broken"), { encryptionKey })).rejects.toThrow(CallError)
    },
  )

  test("refuses bad arguments before anything happens", async () => {
    const refused = async (database: object, message: string, options = {}) => {
      const error = await openCore(database as never, options).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(InvalidArgumentError)
      expect((error as Error).message).toContain(message)
    }
    await refused({ filePrefix: "" }, "filePrefix: must not be empty")
    await refused({ filePrefix: "a\0b" }, "filePrefix: has a NUL")
    await refused({ filePrefix: "a", encryptionKey: 1 }, "encryptionKey: must be a string")
    await refused(
      { filePrefix: "a", confirmMigrations: "nope" },
      "confirmMigrations: must be one of",
    )
    await refused({ connectionString: "" }, "connectionString")
    await refused({}, "database: needs a filePrefix or a connectionString")
    await refused(
      { filePrefx: "a" },
      "filePrefx: there is no such option; the options are filePrefix",
    )
    await refused({ filePrefix: "a", encryptionKye: "k" }, "encryptionKye: there is no such option")
    await refused({ connectionString: "a", encryptionKey: "k" }, "encryptionKey: there is no such")
    await refused({ filePrefix: "a", connectionString: "b" }, "connectionString: there is no such")
    await refused(null as never, "database: must be an object")
    await refused({ filePrefix: path("a") }, "threads: there is no such option", { threads: 1 })
    await refused({ filePrefix: path("a") }, "library: must be an object", { library: "lib.so" })
    await refused({ filePrefix: path("a") }, "lib: there is no such", { library: { lib: "" } })
    await refused({ filePrefix: path("a") }, "callThreads", { callThreads: 0 })
    expect(existsSync(path("a.lock"))).toBe(false)
  })

  test("locks what is named, and nothing else", () => {
    const lock = (database: unknown) => () => lockDatabase(database as never)
    expect(lock(undefined)).toThrow("database: must be an object")
    expect(lock({ filePrefix: "" })).toThrow("filePrefix: must not be empty")
    expect(lock({ filePrefx: "a" })).toThrow("connectionString: must be a string")
  })

  test("can be given up, and closes what opens after all", async () => {
    const controller = new AbortController()
    const other = await openStub(path("other"))
    const opening = openStub(path("slow"), {
      encryptionKey: "stub:wait slow",
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(new Error("enough")), 50)
    await expect(opening).rejects.toThrow("enough")
    await expect(openStub(path("slow"))).rejects.toThrow(DatabaseLockError)
    await other.sendCommand("/stub open slow")
    await other.close()
    await expect.poll(() => openStub(path("slow")).then((c) => c.close())).toBeUndefined()
    await expect(openStub(path("slow"), { signal: AbortSignal.abort() })).rejects.toThrow("aborted")
  })
})
