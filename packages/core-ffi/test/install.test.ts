import { execFileSync } from "node:child_process"
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import { createServer as createHttpServer } from "node:http"
import { createServer as createHttpsServer } from "node:https"
import { connect, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { generate } from "selfsigned"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import {
  InstallError,
  installLibrary,
  IntegrityError,
  InvalidArgumentError,
  LibraryNotFoundError,
  release,
  resolveLibrary,
  type InstallOptions,
} from "../src/index.ts"
import { libraryFile } from "../src/library/platform.ts"
import { archive, expectInstalled, versionFolder } from "./install.ts"
import { answer, listen, serve, sha256, status, type Behaviour, type FileServer } from "./server.ts"
import { installInProcess } from "./processes.ts"
import { zip } from "./zip.ts"

let base: string
let cache: string
let server: FileServer
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), "install-"))
  cache = join(base, "cache")
  server = await serve(archive)
})
afterEach(async () => {
  await server.close()
  rmSync(base, { recursive: true, force: true })
})

const options = (more: InstallOptions = {}): InstallOptions => ({
  cacheFolder: cache,
  mirror: server.url,
  api: "https://127.0.0.1:1", // nothing listens there
  onTrust: () => {},
  sha256: sha256(archive),
  retryMs: 1,
  ...more,
})
const library = () => join(versionFolder(cache), "sqlite", "libs", libraryFile)

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

  test("refuses a digest that is none", async () => {
    await expect(installLibrary(options({ sha256: "beef" }))).rejects.toThrow(InvalidArgumentError)
  })

  test.each([
    ["has no library", zip([{ name: "libs/readme", data: "hello" }])],
    ["leads outside", zip([{ name: "../evil", data: "evil" }])],
    ["is none", Buffer.from("this is not a zip archive")],
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

describe("a library that is nowhere", () => {
  test("gets an error with every place that was tried, the failed download included", async () => {
    server.next.push((_, response) => void response.writeHead(404).end())
    const error = await resolveLibrary(options()).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(LibraryNotFoundError)
    const { attempts, cause } = error as LibraryNotFoundError
    expect(attempts.map((a) => a.place)).toEqual([
      "the option `path`",
      "SIMPLEX_LIBS_DIR",
      expect.stringContaining("@simplex-chat/libsimplex-"),
      join(versionFolder(cache), "sqlite"),
      "a download",
    ])
    expect(attempts.at(-1)?.problem).toContain("the server answered 404")
    expect(cause).toMatchObject({ name: "DownloadError", status: 404 })
  })

  test("gets one, too, when no digest allows a download", async () => {
    const error = await resolveLibrary(options({ sha256: undefined })).catch(
      (error: unknown) => error,
    )
    expect(error).toBeInstanceOf(LibraryNotFoundError)
    const { attempts, cause } = error as LibraryNotFoundError
    expect(attempts).toHaveLength(5)
    expect(attempts.at(-1)?.problem).toContain("no SHA-256 is pinned")
    expect(cause).toBeInstanceOf(IntegrityError)
    expect(server.requests).toEqual([])
  })

  test("is not looked for with options that are none", async () => {
    for (const wrong of [{ backend: "mysql" }, { cacheFolder: "" }, { cacheFolder: 7 }]) {
      const resolving = resolveLibrary({ ...options(), ...wrong } as never)
      await expect(resolving).rejects.toThrow(InvalidArgumentError)
    }
    expect(server.requests).toEqual([])
  })
})

describe("behind a proxy", () => {
  /** A proxy that tunnels every connection to `target`, and records what was asked for. */
  const proxy = async (target: string) => {
    const asked: string[] = []
    const http = createHttpServer()
    http.on("connect", (request, client: Socket) => {
      asked.push(request.url ?? "")
      if (request.headers["proxy-authorization"] !== `Basic ${btoa("me:p@ss")}`)
        return void client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
      const { hostname, port } = new URL(target)
      const upstream = connect(Number(port), hostname, () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n")
        upstream.pipe(client).pipe(upstream)
      })
      for (const socket of [client, upstream]) socket.on("error", () => {})
    })
    return {
      url: await listen(http),
      asked,
      close: () => (http.closeAllConnections(), http.close()),
    }
  }

  test("the archive comes through HTTPS_PROXY, but for the hosts of NO_PROXY", async () => {
    const keys = await generate([{ name: "commonName", value: "localhost" }], {
      extensions: [
        {
          name: "subjectAltName",
          altNames: [
            { type: 2, value: "mirror.invalid" },
            { type: 2, value: "localhost" },
          ],
        },
      ],
    })
    writeFileSync(join(base, "ca.pem"), keys.cert)
    const encrypted: Behaviour[] = []
    const https = createHttpsServer({ key: keys.private, cert: keys.cert }, (request, response) =>
      (encrypted.shift() ?? ((q, r) => answer(server, q, r)))(request, response),
    )
    const target = (await listen(https as never)).replace("http:", "https:")
    const { url, asked, close } = await proxy(target)
    const env = {
      NODE_EXTRA_CA_CERTS: join(base, "ca.pem"),
      HTTPS_PROXY: url.replace("//", "//me:p%40ss@"),
      NO_PROXY: "localhost",
    }
    try {
      // A name that only the proxy can resolve.
      const through = await installInProcess(options({ mirror: "https://mirror.invalid/libs" }), {
        env,
      })
      expect(through.out).toBe("installed\n")
      expect(asked).toEqual(["mirror.invalid:443"])
      expectInstalled(cache)

      const past = {
        mirror: target.replace("127.0.0.1", "localhost"),
        cacheFolder: join(base, "direct"),
      }
      expect((await installInProcess(options(past), { env })).out).toBe("installed\n")
      expect(asked).toHaveLength(1)

      const refused = { mirror: "https://mirror.invalid/libs", cacheFolder: join(base, "refused") }
      const ended = await installInProcess(options(refused), {
        env: { ...env, HTTPS_PROXY: url.replace("//", "//me:wrong@") },
      })
      expect(ended.out).toContain("DownloadError")
      expect(ended.out).toContain("Proxy response (407)")
      expect(ended.out).not.toContain("wrong@")
      expect(asked).toHaveLength(2) // to ask again would change nothing

      // A certificate that this process does not trust.
      const distrusted = { ...past, cacheFolder: join(base, "distrusted") }
      const doubted = await installInProcess(options(distrusted), {
        env: { NO_PROXY: "localhost" },
      })
      expect(doubted.out).toContain("DownloadError")
      expect(doubted.out).toContain("no answer (DEPTH_ZERO_SELF_SIGNED_CERT)")

      // Encrypted once, encrypted to the end: also where a redirect led to encryption only.
      encrypted.push(status(302, { location: server.url }), status(302, { location: server.url }))
      server.next.push(status(302, { location: past.mirror }))
      server.requests.length = 0
      for (const from of [past.mirror, server.url]) {
        const led = { mirror: from, cacheFolder: join(base, "led") }
        const outcome = await installInProcess(options(led), { env })
        expect(outcome.out).toContain("redirects to an address without encryption")
      }
      expect(server.requests).toHaveLength(1)
    } finally {
      close()
      https.closeAllConnections()
      https.close()
    }
  })
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
    expect(run("install", "--backend", "mysql")).toMatchObject({ code: 2 })
    expect(run("install", "--nonsense")).toMatchObject({ code: 2 })
    expect(run("--version").out).toMatch(/^\d+\.\d+\.\d+/)
  })
})
