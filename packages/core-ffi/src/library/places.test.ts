import { join } from "node:path"
import { afterEach, describe, expect, test, vi } from "vitest"
import { cacheRoot } from "./places.ts"

describe("cacheRoot", () => {
  afterEach(() => vi.unstubAllGlobals())
  const on = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv) => {
    vi.stubGlobal("process", { ...process, platform })
    return cacheRoot(env, "/home/me")
  }

  test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ["linux", {}, "/home/me/.cache/simplex-chat"],
    ["linux", { XDG_CACHE_HOME: "/cache" }, "/cache/simplex-chat"],
    ["linux", { XDG_CACHE_HOME: "relative" }, "/home/me/.cache/simplex-chat"],
    ["darwin", { XDG_CACHE_HOME: "/cache" }, "/home/me/Library/Caches/simplex-chat"],
    ["win32", { LOCALAPPDATA: "/local" }, "/local/simplex-chat"],
    ["win32", {}, join("/home/me", "AppData", "Local", "simplex-chat")],
  ])("on %s with %o", (platform, env, expected) => {
    expect(on(platform, env)).toBe(expected)
  })
})
