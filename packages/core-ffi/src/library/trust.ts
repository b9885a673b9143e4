import { release } from "./release.ts"

/**
 * What says that an archive is the right one: the option `sha256`, this package, or the release of
 * libsimplex itself, over its API. `none`: nothing does, and the caller takes whatever was sent.
 */
export type DigestSource = "option" | "package" | "release" | "none"

export interface TrustedDigest {
  /** SHA-256 of the archive. */
  readonly sha256: string
  readonly source: DigestSource
}

/** One line that says what was trusted. */
export function trustLine({ sha256, source }: TrustedDigest): string {
  const what = {
    option: "the SHA-256 that was given",
    package: "the SHA-256 that is pinned in @simplex-chat/core-ffi",
    release: `the SHA-256 that the release publishes (${release.repository} ${release.tag})`,
    none: "whatever the server sent, as asked",
  }[source]
  return `libsimplex ${release.version}: trusted ${what}: ${sha256}`
}
