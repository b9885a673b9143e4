import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { isDeepStrictEqual } from "node:util"
import { archiveUrl, download, releaseArchives, type Release } from "@simplex-chat/core-ffi/release"

/** What was seen of one archive. */
export type Seen =
  | { readonly archive: string; readonly sha256: string }
  | { readonly archive: string; readonly problem: string }

/** Downloads every archive of the release, and tells the digest of each that is there. */
export async function look(
  mirror: string | undefined,
  retries?: number,
  archives: readonly string[] = releaseArchives(),
): Promise<Seen[]> {
  const folder = await mkdtemp(join(tmpdir(), "pin-libraries-"))
  try {
    const seen: Seen[] = []
    for (const archive of archives) {
      const file = join(folder, archive)
      try {
        const url = archiveUrl(archive, mirror)
        seen.push({ archive, sha256: await download(url, file, undefined, { retries }) })
      } catch (error) {
        seen.push({ archive, problem: error instanceof Error ? error.message : String(error) })
      }
      await rm(file, { force: true }) // one at a time: they are large
    }
    return seen
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is pinned and was not seen so. */
export function differences(pinned: Release["digests"], seen: readonly Seen[]): string[] {
  const problems = seen.flatMap((s) => {
    const digest = pinned[s.archive]
    if ("problem" in s) return [`${s.archive}: ${s.problem}`]
    if (digest === undefined) return [`${s.archive}: is not pinned; it has ${s.sha256}`]
    return digest === s.sha256 ? [] : [`${s.archive}: is pinned as ${digest}, but has ${s.sha256}`]
  })
  const archives = new Set(seen.map((s) => s.archive))
  const unknown = Object.keys(pinned).filter((archive) => !archives.has(archive))
  return [
    ...problems,
    ...unknown.map((archive) => `${archive}: is pinned, but no such archive exists`),
  ]
}

/**
 * Writes what was seen into `libsimplex.json`, and nothing else: an archive that could not be
 * fetched loses its digest, so that it is refused instead of being taken for an older one.
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
 * Tells whether core-ffi was built from the file as it is: with an older build, the archives of one
 * release would be pinned, or checked, under the name of another.
 */
export async function isBuiltFrom(built: Release, file: string): Promise<boolean> {
  return isDeepStrictEqual(built, JSON.parse(await readFile(file, "utf8")))
}
