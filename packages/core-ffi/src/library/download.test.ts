import { randomBytes } from "node:crypto"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import type { ServerResponse } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspect } from "node:util"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { InvalidArgumentError } from "@simplex-chat/core"
import { DownloadError, IntegrityError } from "../errors.ts"
import {
  answer,
  cutAfter,
  serve,
  sha256,
  stallAfter,
  status,
  type FileServer,
} from "../../test/server.ts"
import { download, type DownloadOptions, type Progress } from "./download.ts"

describe("download", () => {
  const content = randomBytes(100_000)
  const quick: DownloadOptions = { retryMs: 1, stallMs: 10_000 }
  let server: FileServer
  let folder: string
  let to: string
  beforeEach(async () => {
    server = await serve(content)
    folder = mkdtempSync(join(tmpdir(), "download-"))
    to = join(folder, "file.part")
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await server.close()
    rmSync(folder, { recursive: true })
  })
  const url = () => `${server.url}/file.zip`
  const get = (options: DownloadOptions = {}, expected = sha256(server.content)) =>
    download(url(), to, expected, { ...quick, ...options })
  const expectArrived = () => expect(sha256(readFileSync(to))).toBe(sha256(server.content))

  test("fetches a file, verifies it and reports progress", async () => {
    const seen: Progress[] = []
    expect(await get({ onProgress: (p) => seen.push(p) })).toBe(sha256(content))
    expectArrived()
    expect(seen[0]).toEqual({ received: 0, total: content.length })
    expect(seen.at(-1)).toEqual({ received: content.length, total: content.length })
  })

  test("survives a cut at any moment", async () => {
    for (let i = 0; i < 10; i++)
      server.next.push(cutAfter(server, Math.floor(Math.random() * content.length)))
    await get({ retries: 10 })
    expectArrived()
  })

  test("continues where it was cut, again and again, at whatever byte", async () => {
    for (let i = 0; i < 25; i++)
      server.next.push(cutAfter(server, 1 + Math.floor(Math.random() * 3_900), to))
    const seen: Progress[] = []
    await get({ retries: 3, onProgress: (p) => seen.push(p) })
    expectArrived()
    expect(seen.every((p, i) => i === 0 || p.received >= (seen[i - 1]?.received ?? 0))).toBe(true)
    expect(server.requests).toHaveLength(26)
    expect(server.requests.slice(1).every((r) => r.includes("bytes="))).toBe(true)
  })

  test("is not stopped by a cut before the first byte, nor by a connection that is reset", async () => {
    server.next.push(cutAfter(server, 0), (request) => request.socket.resetAndDestroy())
    await get()
    expectArrived()
  })

  test("continues what an earlier process left behind", async () => {
    server.next.push(cutAfter(server, 30_000, to), status(404))
    await expect(get()).rejects.toThrow(DownloadError)
    server.requests.length = 0
    await get()
    expectArrived()
    expect(server.requests[0]).toMatch(/^GET \/file.zip bytes=\d+-$/)
  })

  test("starts anew when the file was replaced on the server meanwhile", async () => {
    server.next.push(cutAfter(server, 30_000, to), (request, response) => {
      server.content = randomBytes(100_000)
      server.etag = '"two"'
      answer(server, request, response)
    })
    await download(url(), to, undefined, quick)
    expectArrived()
  })

  test("leaves no password on the disk", async () => {
    server.next.push(cutAfter(server, 30_000, to), status(404))
    const secret = `${url().replace("//", "//user:secret@")}?token=secret`
    await expect(download(secret, to, undefined, quick)).rejects.toThrow(DownloadError)
    expect(readFileSync(`${to}.json`, "utf8")).toContain("file.zip")
    expect(readFileSync(`${to}.json`, "utf8")).not.toContain("secret")
  })

  test("continues nothing when neither a digest nor the server could tell that it fits", async () => {
    writeFileSync(to, randomBytes(10_000))
    writeFileSync(`${to}.json`, JSON.stringify({ url: url(), validator: null }))
    await download(url(), to, undefined, quick)
    expectArrived()
    expect(server.requests).toEqual(["GET /file.zip"])
  })

  test.each(["mirror.example/libs", "file:///etc/passwd", "https://user:secret@["])(
    "refuses at once what is no address of a server (%s)",
    async (address) => {
      const error = await download(address, to, undefined, quick).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(InvalidArgumentError)
      expect(inspect(error)).not.toContain("secret")
    },
  )

  test.each(["proxy.example:8080", "http://user:secret@["])(
    "says that HTTPS_PROXY is no address (%s)",
    async (proxy) => {
      vi.stubEnv("HTTPS_PROXY", proxy)
      const error = await get().catch((error: unknown) => error)
      expect(error).toBeInstanceOf(DownloadError)
      expect((error as Error).message).toContain("HTTPS_PROXY or HTTP_PROXY is not the address")
      expect(inspect(error)).not.toContain("secret")
    },
  )

  test("fetches once more in one piece what does not fit together", async () => {
    writeFileSync(to, randomBytes(10_000))
    writeFileSync(`${to}.json`, JSON.stringify({ url: url(), validator: null }))
    await get()
    expectArrived()
    expect(server.requests).toEqual(["GET /file.zip bytes=10000-", "GET /file.zip"])
  })

  test("starts anew when the server knows no ranges, or gives another one than it was asked for", async () => {
    for (const behaviour of [
      (response: ServerResponse) =>
        response.writeHead(200, { "content-length": content.length }).end(content),
      (response: ServerResponse) =>
        response
          .writeHead(206, { "content-range": "bytes 5-99999/100000" })
          .end(content.subarray(5)),
      (response: ServerResponse) => response.writeHead(416).end(),
    ]) {
      rmSync(to, { force: true })
      server.next.push(cutAfter(server, 20_000, to), (_, response) => void behaviour(response))
      await get()
      expectArrived()
    }
  })

  test("counts its progress anew when it has to start anew", async () => {
    // Whole already, as a process leaves it that is killed before it unpacks: there is no rest to ask for.
    writeFileSync(to, content)
    writeFileSync(`${to}.json`, JSON.stringify({ url: url(), validator: server.etag }))
    const cut = cutAfter(server, 20_000, to)
    server.next.push((request, response) => answer(server, request, response), cut, cut, cut, cut)
    await get({ retries: 2 })
    expectArrived()
    expect(server.requests).toHaveLength(6)
  })

  test("does not believe a length", async () => {
    server.next.push(
      (_, r) =>
        void r.writeHead(200, { "content-length": 200_000 }).write(content, () => r.destroy()),
      (_, r) =>
        void r
          .writeHead(206, { "content-length": 50, "content-range": "bytes 100000-100049/200000" })
          .end(randomBytes(50)),
    )
    await get()
    expectArrived()
  })

  test("refuses wrong bytes, keeps nothing of them and names both digests", async () => {
    server.content = randomBytes(100_000)
    const error = await get({}, sha256(content)).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(IntegrityError)
    expect(error).toMatchObject({ expected: sha256(content), actual: sha256(server.content) })
    expect((error as Error).message).toContain("it is not the released file")
    expect(existsSync(to)).toBe(false)
    expect(server.requests).toHaveLength(1)
  })

  test("gives up on wrong bytes that come in pieces, too", async () => {
    server.content = randomBytes(100_000)
    server.next.push(cutAfter(server, 20_000, to))
    await expect(get({}, sha256(content))).rejects.toThrow(IntegrityError)
    expect(server.requests).toHaveLength(3) // cut, the rest, once more in one piece
  })

  test("breaks off and continues when the server falls silent", async () => {
    server.next.push(stallAfter(server, 5_000), stallAfter(server, 0))
    await get({ stallMs: 200 })
    expectArrived()
  })

  test("follows redirects", async () => {
    server.next.push(status(302, { location: "/elsewhere/file.zip" }))
    await get()
    expectArrived()
    expect(server.requests).toEqual(["GET /file.zip", "GET /elsewhere/file.zip"])
  })

  test("gives up on a redirect that goes round", async () => {
    for (let i = 0; i < 200; i++) server.next.push(status(302, { location: "/file.zip" }))
    await expect(get({ retries: 1 })).rejects.toThrow(DownloadError)
  })

  test.each([500, 502, 503, 429, 408])("repeats after %i", async (code) => {
    server.next.push(status(code), status(code))
    await get()
    expectArrived()
  })

  test.each([400, 401, 403, 404, 410])("does not repeat after %i", async (code) => {
    server.next.push(status(code))
    await expect(get()).rejects.toMatchObject({ name: "DownloadError", status: code })
    expect(server.requests).toHaveLength(1)
  })

  test("gives up after `retries` attempts without progress, and names the address without secrets", async () => {
    for (let i = 0; i < 50; i++) server.next.push(status(500))
    const secret = `${server.url.replace("//", "//user:secret@")}/file.zip?token=secret`
    const error = (await download(secret, to, undefined, { ...quick, retries: 3 }).catch(
      (error: unknown) => error,
    )) as DownloadError
    expect(error).toBeInstanceOf(DownloadError)
    expect(error.message).toContain(
      `${server.url}/file.zip failed: the server answered 500, after 4 attempts`,
    )
    expect(JSON.stringify(error) + error.message).not.toContain("secret")
  })

  test("gives up when there is no server", async () => {
    await server.close()
    const error = await get({ retries: 1 }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(DownloadError)
    expect((error as Error).message).toContain("no answer (ECONNREFUSED), after 2 attempts")
    server = await serve(content)
  })

  test("gives up when its signal is aborted, whatever it is doing", async () => {
    for (const behaviour of [stallAfter(server, 5_000), stallAfter(server, 0), status(500)]) {
      server.next.push(behaviour)
      const controller = new AbortController()
      const loading = get({ signal: controller.signal, retryMs: 60_000 })
      await expect.poll(() => server.next.length).toBe(0)
      controller.abort(new Error("enough"))
      await expect(loading).rejects.toThrow("enough")
    }
  })

  test("sends user and password of the address as a header", async () => {
    let authorization: string | undefined
    server.next.push((request, response) => {
      authorization = request.headers.authorization
      answer(server, request, response)
    })
    await download(url().replace("//", "//me:p%40ss@"), to, undefined, quick)
    expect(authorization).toBe(`Basic ${Buffer.from("me:p@ss").toString("base64")}`)
  })
})
