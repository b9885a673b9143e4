import { createHash } from "node:crypto"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { release, releaseArchives } from "@simplex-chat/core-ffi/release"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { differences, isBuiltFrom, look, pin } from "./pin.ts"

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex")
const missing = "simplex-chat-libs-windows-x86_64.zip"

/** Serves every archive but one; the content of each is its own address. */
let server: Server
let mirror: string
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url?.endsWith(missing)) response.writeHead(404).end()
    else response.end(request.url)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const digestOf = (archive: string) => sha256(`/${release.tag}/${archive}`)

describe("pin-libraries", () => {
  test("knows six archives", () => {
    expect(releaseArchives()).toHaveLength(6)
    expect(releaseArchives()).toContain("simplex-chat-libs-linux-x86_64-postgres.zip")
  })

  test("writes the digests that it has seen, and no others", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pin-"))
    const file = join(folder, "libsimplex.json")
    const before = { version: "1", tag: "v1", repository: "r", digests: { [missing]: "stale" } }
    writeFileSync(file, JSON.stringify(before))
    await pin(file, await look(mirror, 0))
    const there = releaseArchives().filter((archive) => archive !== missing)
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      ...before,
      digests: Object.fromEntries(there.map((archive) => [archive, digestOf(archive)])),
    })
    rmSync(folder, { recursive: true })
  })

  test("tells when core-ffi was built from another libsimplex.json", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pin-"))
    const file = join(folder, "libsimplex.json")
    writeFileSync(file, JSON.stringify(release))
    expect(await isBuiltFrom(release, file)).toBe(true)
    writeFileSync(file, JSON.stringify({ ...release, tag: "v0.0.1" }))
    expect(await isBuiltFrom(release, file)).toBe(false)
    rmSync(folder, { recursive: true })
  })

  test("tells every difference", async () => {
    const [first = "", second = "", ...rest] = releaseArchives()
    const seen = await look(mirror, 0)
    const good = Object.fromEntries(
      [second, ...rest].map((archive) => [archive, digestOf(archive)]),
    )
    const problems = differences({ ...good, [second]: "0".repeat(64), other: "1" }, seen)
    expect(problems).toEqual([
      `${first}: is not pinned; it has ${digestOf(first)}`,
      `${second}: is pinned as ${"0".repeat(64)}, but has ${digestOf(second)}`,
      expect.stringContaining("the server answered 404"),
      "other: is pinned, but no such archive exists",
    ])
  })
})
