import type { Backend } from "../database.ts"
import { nonEmpty } from "../non-empty.ts"
import libsimplex from "./libsimplex.json" with { type: "json" }
import type { Platform } from "./platform.ts"

/**
 * The release of libsimplex that this package is for. `libsimplex.json` is the one place where its
 * version, its tag, its repository and the digests of its archives are kept; the digests are written
 * by tools/pin-libraries, and one that has not been seen is absent.
 */
export const release: {
  readonly version: string
  readonly tag: string
  readonly repository: string
  /** SHA-256, by the name of the archive. */
  readonly digests: Readonly<Record<string, string>>
} = libsimplex

export const archiveName = (platform: Platform, backend: Backend): string =>
  `simplex-chat-libs-${platform.archive}${backend === "postgres" ? "-postgres" : ""}.zip`

/** @param mirror used instead of GitHub's release downloads: `<mirror>/<tag>/<archive>`. */
export const archiveUrl = (archive: string, mirror: string | undefined): string => {
  const base = nonEmpty(mirror) ?? `https://github.com/${release.repository}/releases/download`
  return `${base.replace(/\/+$/, "")}/${release.tag}/${archive}`
}
