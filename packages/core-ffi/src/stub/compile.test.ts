import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { compileOnce } from "./compile.ts"

describe.skipIf(process.platform !== "linux")("a library for tests", () => {
  let folder: string
  let source: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "compile-"))
    source = join(folder, "source.c")
    writeFileSync(source, "one")
    vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"))
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  const compile = vi.fn((made: string) => writeFileSync(made, "library"))
  const library = () => compileOnce([source], "lib.so", compile)

  test("is compiled once per version of its source, in this user's cache", () => {
    const path = library()
    expect(path.startsWith(join(folder, "cache"))).toBe(true)
    expect(library()).toBe(path)
    expect(compile).toHaveBeenCalledTimes(1)
    writeFileSync(source, "two")
    expect(library()).not.toBe(path)
  })

  test("is not there after a compilation that failed", () => {
    compile.mockImplementationOnce((made) => {
      writeFileSync(made, "half")
      throw new Error("syntax error")
    })
    expect(library).toThrow("syntax error")
    expect(existsSync(library())).toBe(true)
  })

  test("is refused from a folder that another user may write to", () => {
    const path = library()
    rmSync(dirname(dirname(path)), { recursive: true })
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, "planted")
    chmodSync(dirname(dirname(path)), 0o777)
    expect(library).toThrow("is not this user's alone")
  })
})
