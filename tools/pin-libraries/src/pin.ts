import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { isDeepStrictEqual } from "node:util"
import {
  releaseArchives,
  type publishedDigests,
  type Release,
} from "@simplex-chat/core-ffi/release"

/** What the release says of one archive. */
export type Seen =
  | { readonly archive: string; readonly sha256: string }
  | { readonly archive: string; readonly problem: "missing" | "without a digest" }

/** Resolves to the digests of a release; keeps the answer in the file meanwhile. */
type Ask = (file: string) => ReturnType<typeof publishedDigests>

/**
 * Asks the release of libsimplex for the digest of every archive that this SDK has a platform for.
 *
 * @throws {Error} where the release cannot be asked
 */
export async function look(ask: Ask): Promise<Seen[]> {
  const folder = await mkdtemp(join(tmpdir(), "pin-libraries-"))
  try {
    const digests = await ask(join(folder, "release.json"))
    return releaseArchives().map((archive) => {
      const sha256 = digests.get(archive)
      if (sha256 !== undefined) return { archive, sha256 }
      return { archive, problem: digests.has(archive) ? "without a digest" : "missing" }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is pinned and was not seen so. */
export function differences(pinned: Release["digests"], seen: readonly Seen[]): string[] {
  const problems = seen.flatMap((s) => {
    const digest = pinned[s.archive]
    if ("problem" in s)
      return digest === undefined && s.problem === "missing"
        ? [] // upstream has no build for this platform
        : [`${s.archive}: is ${s.problem} in the release`]
    if (digest === undefined) return [`${s.archive}: is not pinned; it has ${s.sha256}`]
    return digest === s.sha256 ? [] : [`${s.archive}: is pinned as ${digest}, but has ${s.sha256}`]
  })
  const archives = new Set(seen.map((s) => s.archive))
  const unknown = Object.keys(pinned).filter((archive) => !archives.has(archive))
  return [
    ...problems,
    ...unknown.map((archive) => `${archive}: is pinned, but no platform uses it`),
  ]
}

/**
 * Writes what was seen into `libsimplex.json`, and nothing else: an archive that is missing loses its
 * digest, so that it is refused instead of being taken for an older one.
 */
export async function pin(file: string, seen: readonly Seen[]): Promise<void> {
  const release = JSON.parse(await readFile(file, "utf8")) as Release
  const digests = Object.fromEntries(
    seen
      .flatMap((s): [string, string][] => ("sha256" in s ? [[s.archive, s.sha256]] : []))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
  await writeFile(file, `${JSON.stringify({ ...release, digests }, null, 2)}\n`)
}

/**
 * Checks whether core-ffi was built from the file as it is: with an older build, the archives of one
 * release would be pinned, or checked, under the name of another.
 */
export async function isBuiltFrom(built: Release, file: string): Promise<boolean> {
  return isDeepStrictEqual(built, JSON.parse(await readFile(file, "utf8")))
}
