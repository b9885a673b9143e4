import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { DownloadError, IntegrityError, UnsupportedPlatformError } from "../errors.ts"
import { nonEmpty } from "../non-empty.ts"
import { discard, download, type DownloadOptions } from "./download.ts"
import { release } from "./release.ts"
import { shown } from "./request.ts"
import type { TrustedDigest } from "./trust.ts"

/** No digest is known for the archive. */
export class UnknownDigestError extends IntegrityError {}

/**
 * The digest that an archive must have, without asking for it: the first of the option, the package,
 * and what the release said when it was asked for the first time.
 */
export function knownDigest(
  root: string,
  archive: string,
  option: string | undefined,
): TrustedDigest | undefined {
  if (option !== undefined) return { sha256: option.toLowerCase(), source: "option" }
  const pinned = release.digests[archive]
  if (pinned !== undefined) return { sha256: pinned, source: "package" }
  const remembered = remembers(root, archive)
  return remembered === undefined ? undefined : { sha256: remembered, source: "release" }
}

/**
 * Remembers what the release said. It is required from then on: an archive that is replaced later
 * is refused.
 */
export async function remember(root: string, archive: string, sha256: string): Promise<void> {
  const made = join(root, `.${randomUUID()}`)
  try {
    await writeFile(made, `${sha256}  ${archive}\n`, { flush: true })
    await rename(made, memoryOf(root, archive))
  } finally {
    await rm(made, { force: true })
  }
}

const memoryOf = (root: string, archive: string): string => join(root, `${archive}.sha256`)

function remembers(root: string, archive: string): string | undefined {
  try {
    return /^[0-9a-f]{64}(?= )/.exec(readFileSync(memoryOf(root, archive), "utf8"))?.[0]
  } catch {
    return undefined
  }
}

/** One file of a release, as GitHub's API describes it. */
interface Asset {
  readonly name: string
  /** `sha256:...`; null for files of before June 2025. */
  readonly digest?: string | null
}

/**
 * Asks the release of libsimplex for the digests of its archives.
 *
 * @param file where the answer goes meanwhile
 * @param api its address, instead of `https://api.github.com/repos/<repository>`
 * @returns SHA-256 by name of archive; undefined for one without a digest
 * @throws {DownloadError} when the release cannot be asked
 * @throws {UnknownDigestError} when its answer cannot be trusted
 */
export async function publishedDigests(
  file: string,
  api: string | undefined,
  options: DownloadOptions = {},
): Promise<ReadonlyMap<string, string | undefined>> {
  const base = nonEmpty(api) ?? `https://api.github.com/repos/${release.repository}`
  const url = `${base.replace(/\/+$/, "")}/releases/tags/${release.tag}`
  // An attacker who can answer in its place could have any library installed.
  if (!url.startsWith("https:"))
    throw new UnknownDigestError(shown(url), "digests are taken over https only")
  if (process.env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0")
    throw new UnknownDigestError(
      shown(url),
      "digests are not taken while NODE_TLS_REJECT_UNAUTHORIZED=0 switches the verification of certificates off",
    )
  try {
    await download(url, file, undefined, { ...options, onProgress: () => {} })
    return digestsIn(await readFile(file, "utf8"), url)
  } finally {
    await discard(file)
  }
}

function digestsIn(text: string, url: string): Map<string, string | undefined> {
  const assets = assetsIn(text)
  if (assets === undefined)
    throw new UnknownDigestError(shown(url), "the answer does not describe a release")
  return new Map(
    assets.map(({ name, digest }) => [name, /^sha256:([0-9a-f]{64})$/.exec(digest ?? "")?.[1]]),
  )
}

function assetsIn(text: string): readonly Asset[] | undefined {
  try {
    const { assets } = JSON.parse(text) as { assets?: readonly Asset[] }
    return assets?.every((asset) => typeof asset.name === "string") === true ? assets : undefined
  } catch {
    return undefined
  }
}

/**
 * The digest that the release gives for one archive.
 *
 * @param platform for the error
 * @throws {UnsupportedPlatformError} if the release has no such archive
 * @throws {UnknownDigestError} if the release has no digest for it, or cannot be asked
 */
export async function publishedDigest(
  archive: string,
  platform: string,
  ask: () => Promise<ReadonlyMap<string, string | undefined>>,
): Promise<TrustedDigest> {
  let digests
  try {
    digests = await ask()
  } catch (error) {
    if (!(error instanceof DownloadError || error instanceof UnknownDigestError)) throw error
    throw unknown(archive, `and the release could not be asked (${error.message})`, error)
  }
  const others = [...digests.keys()].join(", ")
  if (!digests.has(archive))
    throw new UnsupportedPlatformError(
      platform,
      `Release ${release.tag} of libsimplex has no ${archive}. It has: ${nonEmpty(others) ?? "nothing"}. Build libsimplex for ${platform}, and point SIMPLEX_LIBS_DIR (or the option \`path\`) to what you built.`,
    )
  const sha256 = digests.get(archive)
  if (sha256 === undefined) throw unknown(archive, "and the release does not list one")
  return { sha256, source: "release" }
}

const unknown = (archive: string, why: string, cause?: Error): UnknownDigestError =>
  new UnknownDigestError(
    archive,
    `no SHA-256 is pinned for it in this package, ${why}, so it was not downloaded. Give the digest that the release announces (\`sha256\`, --sha256), or accept whatever the server sends (\`trustDownload\`, --trust-download)`,
    {},
    { cause },
  )
