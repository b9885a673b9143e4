import { connectCore } from "@simplex-chat/core-remote"
import { buildStub } from "@simplex-chat/core-ffi/stub"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { copyFile, mkdir, readdir, readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { beforeEach, describe, expect, onTestFinished, test } from "vitest"
import { bin, simplexBot, temporaryFolder } from "./command-line.ts"

const stub = buildStub()
const describeNative: typeof describe.skip = stub === undefined ? describe.skip : describe

let cwd: string
let env: Record<string, string>
beforeEach(async () => {
  cwd = await temporaryFolder()
  const libs = await temporaryFolder()
  await mkdir(libs, { recursive: true })
  for (const suffix of ["so", "dylib", "dll"])
    await copyFile(stub ?? import.meta.filename, join(libs, `libsimplex.${suffix}`))
  env = { SIMPLEX_LIBS_DIR: libs }
})

describeNative("serve-core", () => {
  test("serves a core until SIGTERM, with a token that only its user can read", async () => {
    const args = ["serve-core", "--db", "data/bot", "--port", "0"]
    const child = spawn(process.execPath, [bin, ...args], { cwd, env: { ...process.env, ...env } })
    const ended = once(child, "close")
    onTestFinished(() => void child.kill("SIGKILL"))
    let out = ""
    child.stdout.on("data", (text) => (out += String(text)))
    await expect.poll(() => out).toContain("Run its bot: ")

    const [, url = "", file = ""] = /--core (\S+) --token-file (\S+)/.exec(out) ?? []
    expect(file).toBe("data/bot_core.token")
    if (process.platform !== "win32") expect((await stat(join(cwd, file))).mode & 0o777).toBe(0o600)
    const token = (await readFile(join(cwd, file), "utf8")).trim()
    expect(out).not.toContain(token)
    const core = await connectCore(url, { token })
    expect(JSON.parse(await core.sendCommand("/version"))).toMatchObject({
      result: { type: "versionInfo" },
    })
    await core.close()
    child.kill("SIGTERM")
    expect(await ended).toEqual([0, null])
  })

  test("creates nothing where there is no library", async () => {
    const { code, err } = await simplexBot(["serve-core", "--db", "data/bot"], {
      cwd,
      env: { SIMPLEX_LIBS_DIR: cwd },
    })
    expect(code).toBe(1)
    expect(err).toMatch(/^libsimplex was not found:/)
    expect(await readdir(cwd)).toEqual([])
  })

  test("an interface that others reach needs a certificate", async () => {
    const { code, err } = await simplexBot(
      ["serve-core", "--db", "data/bot", "--host", "0.0.0.0"],
      { cwd, env },
    )
    expect(code).toBe(1)
    expect(err).toContain("--cert and --key")
    expect(await readdir(cwd)).toEqual([])
  })
})
