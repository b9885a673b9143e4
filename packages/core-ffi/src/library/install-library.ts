import { checkOptions, type OptionKinds } from "@simplex-chat/core"
import type { Installed, InstallOptions } from "./install.ts"

export const installKinds: OptionKinds<InstallOptions> = {
  onProgress: "function",
  signal: "signal",
  retries: "amount",
  retryMs: "ms",
  stallMs: "ms",
  backend: ["sqlite", "postgres"],
  cacheFolder: "name",
  mirror: "text",
  api: "text",
  sha256: "text",
  trustDownload: "flag",
  onTrust: "function",
  limits: "object",
}

/**
 * Puts libsimplex into the user's cache: downloads the archive of the release, verifies its digest,
 * unpacks it and moves it into place in one step. Does nothing when it is there, whole. Any number
 * of processes may do this at once, and be killed at any moment.
 *
 * The digest is the first of: the option `sha256`; the one that is pinned in this package; the one
 * that the release publishes over its API, which is remembered beside the cache and required from
 * then on.
 *
 * ```ts
 * const { path } = await installLibrary({ backend: "sqlite" })
 * ```
 *
 * @throws {InvalidArgumentError} for the first option that is wrong
 * @throws {UnsupportedPlatformError} if there is no build for this system
 * @throws {IntegrityError} if no digest is known, or what came has another
 * @throws {DownloadError} if it cannot be fetched
 * @throws {InstallError} if it cannot be written
 * @throws {unknown} the signal's reason
 */
export async function installLibrary(options: InstallOptions = {}): Promise<Installed> {
  checkOptions(options, installKinds)
  checkOptions(options.limits ?? {}, { entries: "count", bytes: "count" }, "limits")
  // Loaded on demand: an installed library is opened without any of it.
  const install = await import("./install.ts")
  return install.installLibrary(options)
}
