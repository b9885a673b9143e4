import { readdirSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { InvalidArgumentError, LoadError, probeLibrary } from "../src/index.ts"
import { describeNative, stub, temporaryFolder } from "./native.ts"

describeNative("probing a library", () => {
  const folder = temporaryFolder()
  const probes = () => readdirSync(tmpdir()).filter((name) => name.startsWith("libsimplex-probe-"))

  test("finds the version of a core, and leaves nothing behind", async () => {
    const before = probes()
    expect(await probeLibrary(stub)).toEqual({ version: "7.0.4.0" })
    expect(probes().filter((name) => !before.includes(name))).toEqual([])
  })

  test("refuses what is no library, or another one", async () => {
    const text = join(folder, "libsimplex.so")
    writeFileSync(text, "no library")
    await expect(probeLibrary(text)).rejects.toBeInstanceOf(LoadError)
    await expect(probeLibrary(join(folder, "none.so"))).rejects.toBeInstanceOf(LoadError)
    // Any shared object that is there on every Linux.
    const { sharedObjects } = process.report.getReport() as { sharedObjects: string[] }
    const libc = sharedObjects.find((path) => /\blibc\b/.test(path)) ?? text
    await expect(probeLibrary(libc)).rejects.toBeInstanceOf(LoadError)
  })

  test("is given up by time and by a signal", async () => {
    await expect(probeLibrary(stub, { timeoutMs: 1 })).rejects.toThrow("did not answer within 1 ms")
    const controller = new AbortController()
    const probing = probeLibrary(stub, { signal: controller.signal })
    controller.abort(new Error("enough"))
    await expect(probing).rejects.toThrow("enough")
    await expect(probeLibrary("")).rejects.toThrow(InvalidArgumentError)
    await expect(probeLibrary(stub, { timeout: 1 } as never)).rejects.toThrow(
      "timeout: there is no",
    )
  })
})
