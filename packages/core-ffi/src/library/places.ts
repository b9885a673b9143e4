import { homedir } from "node:os"
import { isAbsolute, join } from "node:path"
import { nonEmpty } from "../non-empty.ts"

/** The folder of this user's caches, and in it that of SimpleX Chat. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  return join(userCache(env, home), "simplex-chat")
}

function userCache(env: NodeJS.ProcessEnv, home: string): string {
  if (process.platform === "win32")
    return nonEmpty(env["LOCALAPPDATA"]) ?? join(home, "AppData", "Local")
  if (process.platform === "darwin") return join(home, "Library", "Caches")
  const xdg = env["XDG_CACHE_HOME"]
  return xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, ".cache") // the XDG specification: relative is invalid
}
