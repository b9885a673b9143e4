import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { beforeEach, describe, expect, test } from "vitest"
import {
  InstallError,
  installLibrary,
  IntegrityError,
  LibraryNotFoundError,
  release,
  resolveLibrary,
} from "../src/index.ts"
import { archive, expectInstalled, versionFolder } from "./install.ts"
import { sha256, type FileServer } from "./server.ts"
import { installInProcess } from "./processes.ts"
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

describe("a cache folder that cannot be written", () => {
  test("gets an error that says what to do where it is no folder", async () => {
    writeFileSync(cache, "a file")
    const error = await installLibrary(options()).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(InstallError)
    expect(error).toMatchObject({ folder: versionFolder(cache) })
    expect((error as Error).message).toContain("SIMPLEX_LIBS_DIR")
  })

  test.runIf(process.platform !== "win32")("gets an error where it is read-only", async () => {
    mkdirSync(cache)
    chmodSync(base, 0o755)
    chmodSync(cache, 0o555)
    // As root nothing is read-only: the child runs as the user `nobody` then.
    const ended = await installInProcess(options(), { unprivileged: true })
    expect(ended.out).toContain("InstallError")
    expect(ended.out).toContain("permission denied (EACCES)")
  })

  test.runIf(process.platform === "linux")("gets an error when the disk is full", async () => {
    // What is written to /dev/full fails as on a full disk.
    mkdirSync(versionFolder(cache), { recursive: true })
    await installLibrary(options())
    const name = server.requests[0]?.split("/").at(-1)
    rmSync(join(versionFolder(cache), "sqlite"), { recursive: true })
    symlinkSync("/dev/full", join(versionFolder(cache), `${name}.part`))
    const error = await installLibrary(options()).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(InstallError)
    expect((error as Error).message).toContain("the disk is full (ENOSPC)")
    expect(existsSync(join(versionFolder(cache), "sqlite"))).toBe(false)
    rmSync(join(versionFolder(cache), `${name}.part`))
    await installLibrary(options())
    expectInstalled(cache)
  })

  test.runIf(process.platform !== "win32")(
    "gets an error when the disk is full while unpacking",
    async () => {
      // 150 kB a file: less than the library has; the archive itself is complete already.
      await installLibrary(options())
      const name = server.requests[0]?.split("/").at(-1) ?? ""
      rmSync(join(versionFolder(cache), "sqlite"), { recursive: true })
      const part = join(versionFolder(cache), `${name}.part`)
      writeFileSync(part, archive.subarray(0, archive.length - 1))
      writeFileSync(
        `${part}.json`,
        JSON.stringify({ url: `${server.url}/${release.tag}/${name}`, validator: server.etag }),
      )
      const ended = await installInProcess(options(), { fileKilobytes: 150 })
      expect(ended.out).toContain("InstallError")
      expect(existsSync(join(versionFolder(cache), "sqlite"))).toBe(false)
      await installLibrary(options())
      expectInstalled(cache)
    },
  )
})

describe("what is in the cache", () => {
  const resolved = () => resolveLibrary({ ...options(), download: false })

  test("is used when it is whole", async () => {
    await installLibrary(options())
    expect(await resolved()).toMatchObject({
      path: library(),
      source: "cache",
      backend: "sqlite",
      digest: { sha256: sha256(archive) },
    })
  })

  test.each<[string, () => void]>([
    [
      "a file has other content of the same size",
      () => writeFileSync(library(), Buffer.alloc(200_000)),
    ],
    ["a file is longer", () => appendFileSync(library(), "x")],
    ["a file is gone", () => rmSync(library())],
    ["a file is a link", () => (rmSync(library()), symlinkSync("/bin/sh", library()))],
    [
      "a file has other content and its old time",
      () => {
        const { atime, mtime } = statSync(library())
        writeFileSync(library(), Buffer.alloc(200_000))
        utimesSync(library(), atime, mtime)
      },
    ],
  ])("is refused when %s, and replaced when that is allowed", async (_, spoil) => {
    await installLibrary(options())
    spoil()
    await expect(resolved()).rejects.toThrow(IntegrityError)
    await expect(resolved()).rejects.toThrow("changed after it was installed")
    expect(await resolveLibrary(options())).toMatchObject({ source: "download" })
    expectInstalled(cache)
  })

  test.each([
    ["{", "{"],
    ["null", "null"],
    ["no files", '{"files":[]}'],
    ["nonsense", '{"files":[null]}'],
  ])("counts for nothing without its manifest (%s)", async (_, manifest) => {
    await installLibrary(options())
    const file = join(versionFolder(cache), "sqlite", "installed.json")
    const sha256 = (JSON.parse(readFileSync(file, "utf8")) as { sha256: string }).sha256
    writeFileSync(file, manifest.replace('{"', `{"sha256":"${sha256}","`))
    rmSync(library())
    await expect(resolved()).rejects.toThrow(LibraryNotFoundError)
    await installLibrary(options())
    expectInstalled(cache)
  })

  test("is hashed once more after it was copied, and not again", async () => {
    await installLibrary(options())
    cpSync(cache, `${base}/copy`, { recursive: true })
    const copy = { ...options({ cacheFolder: `${base}/copy` }), download: false }
    const manifest = join(versionFolder(`${base}/copy`), "sqlite", "installed.json")
    const before = readFileSync(manifest, "utf8")
    await resolveLibrary(copy)
    const after = readFileSync(manifest, "utf8")
    expect(after).not.toBe(before)
    await resolveLibrary(copy)
    expect(readFileSync(manifest, "utf8")).toBe(after)
  })
})
