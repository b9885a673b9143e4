import { describe, expect, test } from "vitest"
import { UnsupportedPlatformError } from "../errors.ts"
import { platformOf } from "./platform.ts"
import { archiveName, archiveUrl, release } from "./release.ts"

const machine = (os: string, arch: string, musl = false) => ({ os, arch, musl })

describe("platformOf", () => {
  test.each([
    ["linux", "x64", "simplex-chat-libs-linux-x86_64.zip", "libsimplex-linux-x64-gnu", "so"],
    ["linux", "arm64", "simplex-chat-libs-linux-aarch64.zip", "libsimplex-linux-arm64-gnu", "so"],
    ["darwin", "x64", "simplex-chat-libs-macos-x86_64.zip", "libsimplex-darwin-x64", "dylib"],
    ["darwin", "arm64", "simplex-chat-libs-macos-aarch64.zip", "libsimplex-darwin-arm64", "dylib"],
    ["win32", "x64", "simplex-chat-libs-windows-x86_64.zip", "libsimplex-win32-x64", "dll"],
  ] as const)("knows %s %s", (...[os, arch, archive, name, extension]) => {
    const platform = platformOf(machine(os, arch), "sqlite")
    expect(archiveName(platform, "sqlite")).toBe(archive)
    expect(platform.package).toBe(`@simplex-chat/${name}`)
    expect(platform.file).toBe(`libsimplex.${extension}`)
  })

  test("knows the PostgreSQL build of linux x64", () => {
    const platform = platformOf(machine("linux", "x64"), "postgres")
    expect(archiveName(platform, "postgres")).toBe("simplex-chat-libs-linux-x86_64-postgres.zip")
  })

  test.each([
    [machine("linux", "x64", true), "sqlite", "linux-x64 (musl)", "node:24-slim"],
    [machine("linux", "arm64"), "postgres", "linux-arm64", "linux-x64 only"],
    [machine("win32", "x64"), "postgres", "win32-x64", "linux-x64 only"],
    [machine("win32", "arm64"), "sqlite", "win32-arm64", "Supported: linux-x64"],
    [machine("freebsd", "x64"), "sqlite", "freebsd-x64", "SIMPLEX_LIBS_DIR"],
    [machine("linux", "ia32"), "sqlite", "linux-ia32", "no build of libsimplex"],
  ] as const)("refuses %o with %s, and says what to do", (m, backend, platform, hint) => {
    const refused = () => platformOf(m, backend)
    expect(refused).toThrow(UnsupportedPlatformError)
    expect(refused).toThrow(
      expect.objectContaining({ platform, message: expect.stringContaining(hint) as string }),
    )
  })
})

describe("archiveUrl", () => {
  const path = `${release.tag}/a.zip`

  test("is the release on GitHub", () => {
    expect(archiveUrl("a.zip", undefined)).toBe(
      `https://github.com/${release.repository}/releases/download/${path}`,
    )
  })

  test("is on a mirror, with or without a slash at its end", () => {
    expect(archiveUrl("a.zip", "https://mirror.example/libs")).toBe(
      `https://mirror.example/libs/${path}`,
    )
    expect(archiveUrl("a.zip", "https://mirror.example/libs//")).toBe(
      `https://mirror.example/libs/${path}`,
    )
    expect(archiveUrl("a.zip", "")).toContain("https://github.com/")
  })
})

describe("release", () => {
  test("pins SHA-256 digests, of archives of its own", () => {
    expect(release.tag).toBe(`v${release.version}`)
    for (const [archive, digest] of Object.entries(release.digests)) {
      expect(archive).toMatch(/^simplex-chat-libs-[a-z]+-[a-z0-9_]+(-postgres)?\.zip$/)
      expect(digest).toMatch(/^[0-9a-f]{64}$/)
    }
  })
})
