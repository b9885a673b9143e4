import { spawn } from "node:child_process"
import { readdirSync, symlinkSync } from "node:fs"
import { once } from "node:events"
import { join } from "node:path"
import { inspect } from "node:util"
import { expect, test, vi } from "vitest"
import { DatabaseLockError, openCore } from "../src/index.ts"
import { runScript } from "./processes.ts"
import { describeNative, openStub, stub, temporaryFolder } from "./native.ts"

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
    await expect(opened).rejects.toThrow(
      "/proc/nowhere/bot.lock cannot be taken: the folder cannot be made (ENOENT)",
    )
  })
})
