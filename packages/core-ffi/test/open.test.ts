import { spawn } from "node:child_process"
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { once } from "node:events"
import { join } from "node:path"
import { inspect } from "node:util"
import { expect, test, vi } from "vitest"
import {
  DatabaseLockError,
  InvalidArgumentError,
  LoadError,
  lockDatabase,
  MigrationError,
  CallError,
  openCore,
  TimeoutError,
} from "../src/index.ts"
import { runScript } from "./processes.ts"
import { describeNative, openStub, stats, stub, temporaryFolder } from "./native.ts"

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
    await refused({}, "connectionString")
    await refused(null as never, "database: must be an object")
    await refused({ filePrefix: path("a") }, "callThreads", { callThreads: 0 })
    expect(existsSync(path("a.lock"))).toBe(false)
  })

  test("can be given up, and closes what opens after all", async () => {
    const controller = new AbortController()
    const opening = openStub(path("slow"), {
      encryptionKey: "stub:sleep 200",
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(new Error("enough")), 50)
    await expect(opening).rejects.toThrow("enough")
    await expect(openStub(path("slow"))).rejects.toThrow(DatabaseLockError)
    await expect
      .poll(() => openStub(path("slow")).then((c) => c.close()), { timeout: 10_000 })
      .toBeUndefined()
    await expect(openStub(path("slow"), { signal: AbortSignal.abort() })).rejects.toThrow("aborted")
  })
})

describeNative("the library", () => {
  const folder = temporaryFolder()

  test("is refused when it cannot be loaded, and a good one may follow", async () => {
    const bad = join(folder, "bad", "libsimplex.so")
    mkdirSync(join(folder, "bad"))
    writeFileSync(bad, "not a library")
    const script = `
      const opened = openCore({ filePrefix: ${JSON.stringify(join(folder, "x"))} }, { library: { path: ${JSON.stringify(bad)} } })
      console.log((await opened.catch((e) => e)).name, (await readdir(${JSON.stringify(folder)})).join())
      const core = await openCore({ filePrefix: ${JSON.stringify(join(folder, "x"))} }, { library: { path: stub } })
      console.log(await core.sendCommand("/stub echo good"))
      await core.close()`
    // Not even the file of the lock was created.
    const out = "LoadError bad\ngood\n"
    expect(await runScript(`import { readdir } from "node:fs/promises"\n${script}`)).toMatchObject({
      code: 0,
      out,
    })
  })

  test("is refused, each time, where no thread may be started", async () => {
    const script = `
      for (const name of ["1", "2"]) {
        const opened = openCore({ filePrefix: ${JSON.stringify(join(folder, "thread"))} + name }, { library: { path: stub } })
        const { name: error, message } = await opened.catch((e) => e)
        console.log(error, message.includes("no thread could be started"))
      }`
    const permissions = "--permission --allow-fs-read=* --allow-fs-write=* --allow-addons"
    const { out } = await runScript(script, { env: { NODE_OPTIONS: permissions } })
    expect(out).toBe("LoadError true\nLoadError true\n")
  })

  test("is the only one of its process", async () => {
    const core = await openStub(join(folder, "first"))
    const other = join(folder, "other", "libsimplex.so")
    mkdirSync(join(folder, "other"))
    copyFileSync(stub, other)
    const second = openCore({ filePrefix: join(folder, "second") }, { library: { path: other } })
    await expect(second).rejects.toThrow(LoadError)
    await expect(second).rejects.toThrow("can hold one libsimplex only")
    await core.close()
  })

  test.runIf(process.platform === "linux")(
    "is the only one of its process, when another thread loaded it too",
    async () => {
      const other = join(folder, "other2", "libsimplex.so")
      mkdirSync(join(folder, "other2"))
      copyFileSync(stub, other)
      const script = `
        import { Worker } from "node:worker_threads"
        const core = await openCore({ filePrefix: ${JSON.stringify(join(folder, "a"))} }, { library: { path: stub } })
        const thread = new Worker(\`
          import { openCore } from \${JSON.stringify(source)}
          import { parentPort } from "node:worker_threads"
          const second = openCore({ filePrefix: ${JSON.stringify(join(folder, "b"))} }, { library: { path: ${JSON.stringify(other)} } })
          parentPort.postMessage(await second.then(() => "opened", (e) => e.name + " " + e.message))
        \`, { eval: true, execArgv: ["--input-type=module"] })
        thread.on("message", async (m) => { console.log(m); await core.close() })`
      const { out } = await runScript(script)
      expect(out).toMatch(/^LoadError .* has loaded .* already/)
    },
  )
})

describeNative("a database that is open", () => {
  const folder = temporaryFolder()
  const path = (name: string) => join(folder, name)

  test("is refused a second time in this process, by any path, until it is closed", async () => {
    const core = await openStub(path("mine"))
    symlinkSync(folder, `${folder}-link`)
    for (const again of [path("mine"), path("x/../mine"), `${folder}-link/mine`]) {
      const error = await openStub(again).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(DatabaseLockError)
      expect((error as DatabaseLockError).holder).toMatchObject({ pid: process.pid })
      expect((error as Error).message).toContain("open already, by this process")
    }
    await core.close()
    await (await openStub(path("mine"))).close()
  })

  test("is refused through links to its files, and after the process went elsewhere", async () => {
    const core = await openStub(path("files"))
    symlinkSync(path("files_chat.db"), path("linked_chat.db"))
    await expect(openStub(path("linked"))).rejects.toThrow(DatabaseLockError)
    await core.close()
    const script = `
      process.chdir(${JSON.stringify(folder)})
      const opening = openCore({ filePrefix: "here/" }, { library: { path: stub } })
      process.chdir("/")
      await (await opening).close()`
    expect(await runScript(script)).toMatchObject({ code: 0, err: "" })
    expect(readdirSync(path("here"))).toEqual([".lock", "_agent.db", "_chat.db"])
  })

  test("is refused on PostgreSQL, whoever connects, and no password is shown", async () => {
    vi.stubEnv("XDG_CACHE_HOME", path("cache"))
    const open = (connectionString: string) =>
      openCore({ connectionString, schemaPrefix: path("schema") }, { library: { path: stub } })
    const core = await open("host=db dbname=bot user=me password=secret")
    const error = await open("postgres://you:hidden@db:5432/bot").catch((error: unknown) => error)
    expect(error).toBeInstanceOf(DatabaseLockError)
    expect(inspect(error)).not.toMatch(/secret|hidden/)
    const elsewhere = openCore(
      { connectionString: "host=other dbname=bot", schemaPrefix: path("schema2") },
      { library: { path: stub } },
    )
    await (await elsewhere).close()
    await core.close()
    vi.unstubAllEnvs()
  })

  test("is refused in another process, which is named, and free when that one is killed", async () => {
    const script = `
      await openCore({ filePrefix: ${JSON.stringify(path("theirs"))} }, { library: { path: stub } })
      console.log("open")`
    const child = spawn(process.execPath, ["--input-type=module", "-e", runScript.source(script)], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    await once(child.stdout, "data")
    const error = await openStub(path("theirs")).catch((error: unknown) => error)
    expect(error).toMatchObject({ name: "DatabaseLockError", holder: { pid: child.pid } })
    expect((error as Error).message).toContain(`by process ${child.pid}`)
    child.kill("SIGKILL")
    await once(child, "exit")
    await (await openStub(path("theirs"))).close()
  })

  test("is not held by the child processes of its process", async () => {
    const script = `
      import { spawn } from "node:child_process"
      await openCore({ filePrefix: ${JSON.stringify(path("parent"))} }, { library: { path: stub } })
      const child = spawn("sleep", ["30"], { stdio: "ignore" })
      console.log(child.pid)
      process.kill(process.pid, "SIGKILL")`
    const { out } = await runScript(script)
    const opening = openStub(path("parent"))
    await opening.catch(() => {})
    process.kill(Number(out))
    await expect(opening.then((core) => core.close())).resolves.toBeUndefined()
  })

  test("cannot be locked where no file can be made", async () => {
    const opened = openStub("/proc/nowhere/bot")
    await expect(opened).rejects.toThrow(DatabaseLockError)
    await expect(opened).rejects.toThrow("cannot be taken")
  })
})

describeNative("closing", () => {
  const folder = temporaryFolder()
  const path = (name: string) => join(folder, name)

  // Repeated where the machine was busy with something else.
  test("takes less than half a second with a receive in flight", { retry: 2 }, async () => {
    const core = await openStub(path("quick"))
    const waiting = core.receive()
    const started = performance.now()
    const closing = [core.close(), core.close()]
    await expect(waiting).rejects.toThrow("closed")
    await Promise.all(closing)
    expect(performance.now() - started).toBeLessThan(500)
  })

  test("waits for calls in flight and in the queue", async () => {
    const core = await openStub(path("waits"))
    const calls = Array.from({ length: 40 }, () => core.sendCommand("/stub sleep 100"))
    await core.close()
    for (const answer of await Promise.all(calls)) expect(answer).toContain("cmdOk")
  })

  test("gives up calls that outlast the deadline, and still closes the database", async () => {
    const core = await openStub(path("deadline"))
    const hanging = core.sendCommand("/stub hang")
    const closing = core.close({ timeoutMs: 200 })
    await expect(hanging).rejects.toThrow("closed")
    await closing
    await (await openStub(path("deadline"))).close()
  })

  test("that does not end keeps the database locked", async () => {
    const core = await openStub(path("stuck"))
    await core.sendCommand("/stub on close => sleep 1000")
    await expect(core.close({ timeoutMs: 250 })).rejects.toThrow(TimeoutError)
    await expect(openStub(path("stuck"))).rejects.toThrow(DatabaseLockError)
    // until it ends after all
    await expect
      .poll(() => openStub(path("stuck")).then((c) => c.close()), { timeout: 10_000 })
      .toBeUndefined()
  })

  test("refuses an invalid deadline", async () => {
    const core = await openStub(path("nonsense"))
    await expect(core.close({ timeoutMs: NaN })).rejects.toThrow(InvalidArgumentError)
    await core.close({ timeoutMs: Infinity })
  })

  test("rejects when the core could not close the database", async () => {
    const core = await openStub(path("refuses"))
    await core.sendCommand("/stub on close => database is locked")
    await expect(core.close()).rejects.toThrow("close: database is locked")
    await expect(core.close()).rejects.toThrow(CallError)
  })

  // Databases are opened on Node's own threads, at most four, which last as long as the process.
  test.each([
    ["4", 3],
    ["1", 0],
  ])(
    "has every thread of ours say that it is done with the library (%s)",
    async (threads, most) => {
      const script = `
      const open = async (name) => {
        const core = await openCore({ filePrefix: ${JSON.stringify(path(`threads${threads}`))} + name }, { library: { path: stub } })
        await core.sendCommand("/stub event received")
        await core.receive()
        return core
      }
      const watcher = await open("0")
      const stats = async () => JSON.parse(await watcher.sendCommand("/stub stats"))
      const before = await stats()
      for (const name of ["1", "2", "3"]) await (await open(name)).close()
      let after = await stats()
      while (after.threadsDone - before.threadsDone < 3) after = await stats()
      console.log(after.threadsEntered - before.threadsEntered - 3)
      await watcher.close()`
      const { code, out } = await runScript(script, { env: { UV_THREADPOOL_SIZE: threads } })
      expect(code).toBe(0)
      expect(Number(out)).toBeLessThanOrEqual(most)
    },
  )
})
