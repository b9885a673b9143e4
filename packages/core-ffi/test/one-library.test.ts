import { copyFileSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { LoadError, openCore } from "../src/index.ts"
import { runScript } from "./processes.ts"
import { describeNative, openStub, stub, temporaryFolder } from "./native.ts"

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

  test.each([
    ["serves one core, and refuses more", "4", "100 LoadError\nLoadError true\nLoadError true\n"],
    ["is refused, each time", "1", "LoadError true\nLoadError true\nLoadError true\n"],
  ])("where no thread may be started, %s (%s of Node's)", async (_, nodeThreads, expected) => {
    const script = `
      for (const name of ["1", "2", "3"]) {
        try {
          const core = await openCore({ filePrefix: ${JSON.stringify(join(folder, "thread"))} + name }, { library: { path: stub } })
          const file = core.readFile("x", { fileKey: "k", fileNonce: "n" }).catch((e) => e.name)
          const sent = Array.from({ length: 100 }, (_, i) => core.sendCommand("/stub echo " + i))
          console.log((await Promise.all(sent)).length, await file)
        } catch (e) {
          console.log(e.name, e.message.includes("no thread could be started"))
        }
      }
      process.exit()`
    const permissions = "--permission --allow-fs-read=* --allow-fs-write=* --allow-addons"
    const env = { NODE_OPTIONS: permissions, UV_THREADPOOL_SIZE: nodeThreads }
    expect(await runScript(script, { env })).toMatchObject({ out: expected })
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
