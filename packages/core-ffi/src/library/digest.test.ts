import { expect, test } from "vitest"
import { DownloadError, UnsupportedPlatformError } from "../errors.ts"
import { publishedDigest, UnknownDigestError } from "./digest.ts"

const archive = "simplex-chat-libs-linux-x86_64.zip"
const digest = "a".repeat(64)
const ask = (answer: () => ReadonlyMap<string, string | undefined>) =>
  publishedDigest(archive, "linux x64", async () => answer())

test("a digest that the release publishes is trusted as such", async () => {
  const found = await ask(() => new Map([[archive, digest]]))
  expect(found).toEqual({ sha256: digest, source: "release" })
})

test("a release that cannot be asked is a digest that is unknown, with the reason as its cause", async () => {
  const cause = new DownloadError("https://api.example/releases", "no answer (ENOTFOUND)")
  const asking = ask(() => {
    throw cause
  })
  await expect(asking).rejects.toBeInstanceOf(UnknownDigestError)
  await expect(asking).rejects.toMatchObject({ cause })
  await expect(asking).rejects.toThrow("no answer (ENOTFOUND)")
})

test("what is no failure of the download is passed on", async () => {
  const bug = new TypeError("a fault of ours")
  const asking = ask(() => {
    throw bug
  })
  await expect(asking).rejects.toBe(bug)
})

test("an archive without a digest, and one that is not there, are different errors", async () => {
  await expect(ask(() => new Map([[archive, undefined]]))).rejects.toThrow("does not list one")
  const other = ask(() => new Map([["other.zip", digest]]))
  await expect(other).rejects.toBeInstanceOf(UnsupportedPlatformError)
  await expect(other).rejects.toThrow("It has: other.zip.")
  await expect(ask(() => new Map())).rejects.toThrow("It has: nothing.")
})
