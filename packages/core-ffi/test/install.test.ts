import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeEach, describe, expect, test } from "vitest"
import {
  installLibrary,
  IntegrityError,
  InvalidArgumentError,
  release,
  resolveLibrary,
} from "../src/index.ts"
import { libraryFile } from "../src/library/platform.ts"
import { archive, expectInstalled, versionFolder } from "./install.ts"
import { answer, sha256, type FileServer } from "./server.ts"
import { zip } from "./zip.ts"
import { installation, type Installation } from "./installation.ts"

let base: string
let cache: string
let server: FileServer
let options: Installation["options"]
let library: Installation["library"]
beforeEach(async () => {
  const made = await installation()
  ;({ base, cache, server, options, library } = made)
  return made.close
})

describe("installLibrary", () => {
  test("downloads, verifies and unpacks, once", async () => {
    const first = await installLibrary(options())
    expect(first).toEqual({
      path: library(),
      version: release.version,
      backend: "sqlite",
      downloaded: true,
      digest: { sha256: sha256(archive), source: "option" },
    })
    expectInstalled(cache)
    expect(await installLibrary(options())).toEqual({ ...first, downloaded: false })
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatch(/^GET \/v[\d.]+\/simplex-chat-libs-[a-z]+-[a-z0-9_]+\.zip$/)
  })

  test("downloads nothing when no digest is known", async () => {
    const error = await installLibrary(options({ sha256: undefined })).catch(
      (error: unknown) => error,
    )
    expect(error).toBeInstanceOf(IntegrityError)
    expect((error as Error).message).toContain("no SHA-256 is pinned")
    expect((error as Error).message).toContain("--trust-download")
    expect(server.requests).toEqual([])
  })

  test("accepts an unverified archive when asked to, and only then", async () => {
    await installLibrary(options({ sha256: undefined, trustDownload: true }))
    expectInstalled(cache)
    await installLibrary(options({ sha256: undefined })) // it is there; nothing is downloaded
    expect(server.requests).toHaveLength(1)
  })

  test("does not trust a download whose digest is known to be another", async () => {
    const installing = installLibrary(options({ sha256: "0".repeat(64), trustDownload: true }))
    await expect(installing).rejects.toThrow(IntegrityError)
    expect(existsSync(join(versionFolder(cache), "sqlite"))).toBe(false)
  })

  test("replaces what was installed from another archive than the pinned one", async () => {
    const other = zip([{ name: `libs/${libraryFile}`, data: "another" }])
    server.content = other
    await installLibrary(options({ sha256: sha256(other) }))
    server.content = archive
    await installLibrary(options())
    expectInstalled(cache)
  })

  test("refuses options that are misspelt or of the wrong kind, before anything is fetched", async () => {
    const refused = (more: object, problem: string) =>
      expect(installLibrary(options(more))).rejects.toThrow(problem)
    await refused({ backnd: "postgres" }, "backnd: there is no such option")
    await refused({ backend: "mysql" }, "backend: must be one of sqlite, postgres")
    await refused({ trustDownload: "yes" }, "trustDownload: must be true or false")
    await refused({ limits: { files: 1 } }, "files: there is no such option")
    await expect(resolveLibrary({ downlod: false } as never)).rejects.toThrow(
      "downlod: there is no such option",
    )
    expect(server.requests).toEqual([])
  })

  test("refuses an invalid digest", async () => {
    await expect(installLibrary(options({ sha256: "beef" }))).rejects.toThrow(InvalidArgumentError)
  })

  test.each([
    ["has no library", zip([{ name: "libs/readme", data: "hello" }])],
    ["leads outside", zip([{ name: "../evil", data: "evil" }])],
    ["is not a zip archive", Buffer.from("this is not a zip archive")],
  ])("refuses an archive that %s, and keeps nothing of it", async (_, content) => {
    server.content = content
    await expect(installLibrary(options({ sha256: sha256(content) }))).rejects.toThrow(
      IntegrityError,
    )
    expect(existsSync(join(base, "evil"))).toBe(false)
    expect(readdirSync(versionFolder(cache))).toEqual(["sqlite.lock"])
    server.content = archive
    await installLibrary(options())
    expectInstalled(cache)
  })

  test("gives up when aborted, and continues from there the next time", async () => {
    const controller = new AbortController()
    const onProgress = () => controller.abort(new Error("enough"))
    const installing = installLibrary(options({ signal: controller.signal, onProgress }))
    await expect(installing).rejects.toThrow("enough")
    await installLibrary(options())
    expectInstalled(cache)
  })

  test("clears away what a killed process left behind", async () => {
    mkdirSync(join(versionFolder(cache), ".sqlite-0000", "libs"), { recursive: true })
    writeFileSync(join(versionFolder(cache), ".sqlite-0000", "libs", libraryFile), "half")
    await installLibrary(options())
    expectInstalled(cache)
  })

  test("gives up waiting for another process when aborted", async () => {
    let goOn = () => {}
    server.next.push((request, response) => {
      goOn = () => answer(server, request, response) // when the second has given up
    })
    const first = installLibrary(options())
    await expect.poll(() => server.requests.length).toBe(1)
    await expect(installLibrary(options({ signal: AbortSignal.timeout(50) }))).rejects.toThrow(
      "timeout",
    )
    goOn()
    await first
    expectInstalled(cache)
  })
})
