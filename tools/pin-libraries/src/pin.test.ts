import { createHash } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { release, releaseArchives } from "@simplex-chat/core-ffi/release"
import { describe, expect, test } from "vitest"
import { differences, isBuiltFrom, look, pin } from "./pin.ts"

const missing = "simplex-chat-libs-linux-aarch64.zip"
const undigested = "simplex-chat-libs-windows-x86_64.zip"
const digestOf = (archive: string) => createHash("sha256").update(archive).digest("hex")

/** A release without one archive, and without the digest of another. */
const ask = () =>
  Promise.resolve(
    new Map(
      [...releaseArchives(), "simplex-chat-libs-other.zip"]
        .filter((archive) => archive !== missing)
        .map((archive) => [archive, archive === undigested ? undefined : digestOf(archive)]),
    ),
  )

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
    await pin(file, await look(ask))
    const there = releaseArchives().filter((archive) => ![missing, undigested].includes(archive))
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      ...before,
      digests: Object.fromEntries(there.map((archive) => [archive, digestOf(archive)])),
    })
    rmSync(folder, { recursive: true })
  })

  test("reports when core-ffi was built from another libsimplex.json", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pin-"))
    const file = join(folder, "libsimplex.json")
    writeFileSync(file, JSON.stringify(release))
    expect(await isBuiltFrom(release, file)).toBe(true)
    writeFileSync(file, JSON.stringify({ ...release, tag: "v0.0.1" }))
    expect(await isBuiltFrom(release, file)).toBe(false)
    rmSync(folder, { recursive: true })
  })

  test("reports every difference, and ignores a platform that upstream does not build", async () => {
    const seen = await look(ask)
    const [first = "", second = "", ...rest] = releaseArchives().filter((a) => a !== missing)
    const good = Object.fromEntries(rest.map((archive) => [archive, digestOf(archive)]))
    const problems = differences({ ...good, [second]: "0".repeat(64), other: "1" }, seen)
    expect(problems.toSorted()).toEqual(
      [
        `${first}: is not pinned; it has ${digestOf(first)}`,
        `${second}: is pinned as ${"0".repeat(64)}, but has ${digestOf(second)}`,
        `${undigested}: is without a digest in the release`,
        "other: is pinned, but no platform uses it",
      ].toSorted(),
    )
    expect(differences({ [missing]: "1" }, seen)).toContain(`${missing}: is missing in the release`)
  })
})
