import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { beforeEach, describe, expect, test } from "vitest"
import { installLibrary } from "../src/index.ts"
import { installation, type Installation } from "./installation.ts"

let cache: string
let options: Installation["options"]
let library: Installation["library"]
beforeEach(async () => {
  const made = await installation()
  ;({ cache, options, library } = made)
  return made.close
})

describe("the command line", () => {
  const cli = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url))
  const run = (...args: string[]) => {
    try {
      const out = execFileSync(process.execPath, [cli, ...args], {
        stdio: "pipe",
        encoding: "utf8",
        env: { ...process.env, SIMPLEX_LIBS_API: "https://127.0.0.1:1" }, // nothing listens there
      })
      return { code: 0, out, err: "" }
    } catch (error) {
      const { status, stderr, stdout } = error as { status: number; stderr: string; stdout: string }
      return { code: status, out: stdout, err: stderr }
    }
  }

  test("says where the library is, and how to use it", async () => {
    await installLibrary(options())
    expect(run("where", "--cache-folder", cache)).toEqual({
      code: 0,
      out: `${library()} (cache)\n`,
      err: "",
    })
    expect(run("install", "--cache-folder", cache).out).toBe(`${library()} (already installed)\n`)
    expect(run("install", "--help").out).toContain("--trust-download")
    expect(run("install", "--help").out).toContain("Examples:")
  })

  test("fails with the reason, and a code", () => {
    expect(run("install", "--cache-folder", cache)).toMatchObject({
      code: 1,
      err: expect.stringContaining("no SHA-256 is pinned") as string,
    })
    expect(run("where", "--cache-folder", cache)).toMatchObject({
      code: 1,
      err: expect.stringContaining("npx @simplex-chat/core-ffi install") as string,
    })
    expect(run("instal")).toEqual({
      code: 2,
      out: "",
      err: "simplex-libs: unknown command 'instal' (Did you mean install?) (see simplex-libs --help)\n",
    })
    for (const args of [
      ["help", "instal"],
      ["instal", "--help"],
      ["instal", "a"],
    ])
      expect(run(...args)).toEqual(run("instal"))
    expect(run("help", "help")).toEqual(run("help"))
    expect(run("install", "--backend", "mysql")).toMatchObject({ code: 2 })
    expect(run("install", "--nonsense")).toMatchObject({
      code: 2,
      err: "simplex-libs: unknown option '--nonsense' (see simplex-libs install --help)\n",
    })
    expect(run("--version").out).toMatch(/^\d+\.\d+\.\d+/)
  })
})
