import { randomUUID } from "node:crypto"
import { open, readdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import type { Backend } from "../database.ts"
import { InvalidArgumentError } from "@simplex-chat/core"
import { InstallError, IntegrityError } from "../errors.ts"
import { makeFolder } from "../files.ts"
import { checkPath } from "../validate-arguments.ts"
import { tryLock, type OsLock } from "../os-lock.ts"
import {
  knownDigest,
  publishedDigest,
  publishedDigests,
  remember,
  UnknownDigestError,
} from "./digest.ts"
import { discard, download, type DownloadOptions } from "./download.ts"
import { defaultLimits, extract, type ExtractLimits } from "./extract.ts"
import { asInstallError } from "./install-error.ts"
import { findDifference, readManifest, writeManifest } from "./manifest.ts"
import { cacheRoot } from "./places.ts"
import { thisMachine } from "./machine.ts"
import { platformOf, type Platform } from "./platform.ts"
import { progressBar } from "./progress-bar.ts"
import { archiveName, archiveUrl, release } from "./release.ts"
import { trustLine, type TrustedDigest } from "./trust.ts"

export interface InstallOptions extends DownloadOptions {
  /** `sqlite` when absent. */
  readonly backend?: Backend | undefined
  /** Where to install: `simplex-chat` in this user's folder for caches when absent. */
  readonly cacheFolder?: string | undefined
  /**
   * Where to download from: `<mirror>/<tag>/<archive>`. `SIMPLEX_LIBS_URL`, or the releases on
   * GitHub, when absent.
   */
  readonly mirror?: string | undefined
  /**
   * The API of the repository that has the releases, asked for digests over https:
   * `<api>/releases/tags/<tag>`. `SIMPLEX_LIBS_API`, or GitHub's, when absent.
   */
  readonly api?: string | undefined
  /** The SHA-256 that the archive must have, instead of the pinned or the published one. */
  readonly sha256?: string | undefined
  /**
   * Installs an archive for which no digest is known. It means: anyone who controls the server, or the
   * way to it, runs code on this machine with your permissions. A digest that is known still counts.
   */
  readonly trustDownload?: boolean | undefined
  /** Called once per installation with what was trusted; absent: one line on standard error. */
  readonly onTrust?: ((digest: TrustedDigest) => void) | undefined
  /** Bounds for what the archive unpacks to. */
  readonly limits?: ExtractLimits | undefined
}

export interface Installed {
  /** The file of the library. */
  readonly path: string
  readonly version: string
  readonly backend: Backend
  /** False when it was there already. */
  readonly downloaded: boolean
  /** What said that its archive is the right one. */
  readonly digest: TrustedDigest
}

/** What is installed, where and from what. */
interface Target {
  readonly backend: Backend
  readonly platform: Platform
  /** The folder of the version; that of the backend is in it. */
  readonly root: string
  readonly folder: string
  readonly archive: string
  /** What the archive must be, as far as it is known without asking. */
  readonly expected: TrustedDigest | undefined
}

/** @throws {InvalidArgumentError} when the backend or the digest is not valid */
export function targetOf(options: InstallOptions): Target {
  const { backend = "sqlite", sha256, cacheFolder = cacheRoot() } = options
  if (backend !== "sqlite" && backend !== "postgres")
    throw new InvalidArgumentError("backend", "must be sqlite or postgres")
  checkPath("cacheFolder", cacheFolder)
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256))
    throw new InvalidArgumentError("sha256", "must be 64 hexadecimal digits")
  const platform = platformOf(thisMachine(), backend)
  const root = join(cacheFolder, `v${release.version}`)
  const archive = archiveName(platform, backend)
  const expected = knownDigest(root, archive, sha256)
  return { backend, platform, root, folder: join(root, backend), archive, expected }
}

/** The library, relative to the folder; as archives and manifests name it. */
const libraryOf = (target: Target): string => `libs/${target.platform.file}`
const libraryIn = (target: Target): string => join(target.folder, libraryOf(target))

/** The library is whole and unchanged; is not there; or must not be used. */
export type CacheState =
  | { readonly state: "whole"; readonly digest: TrustedDigest }
  | { readonly state: "absent" }
  | { readonly state: "bad"; readonly problem: IntegrityError }

/** Looks whether the cache has the library, whole and unchanged. */
export async function lookAtCache(target: Target): Promise<CacheState> {
  const manifest = await readManifest(target.folder)
  // One without the library is of no installation of ours.
  if (manifest?.files.some((file) => file.path === libraryOf(target)) !== true)
    return { state: "absent" }
  const bad = (file: string, problem: string, digests: object): CacheState => ({
    state: "bad",
    problem: new IntegrityError(file, problem, digests),
  })
  const { sha256: actual, digestSource = "none" } = manifest
  const expected = target.expected?.sha256
  if (expected !== undefined && actual !== expected)
    return bad(target.folder, "it was installed from another archive than the right one", {
      expected,
      actual,
    })
  const difference = await findDifference(target.folder, manifest)
  if (difference !== undefined) {
    const { file, ...digests } = difference
    return bad(join(target.folder, file), "it was changed after it was installed", digests)
  }
  return { state: "whole", digest: target.expected ?? { sha256: actual, source: digestSource } }
}

/**
 * See `install-library.ts`.
 *
 * @throws {UnsupportedPlatformError} if there is no build for this system
 * @throws {IntegrityError} if no digest is known, or what came has another
 * @throws {DownloadError} if it cannot be fetched
 * @throws {InstallError} if it cannot be written
 * @throws {unknown} the signal's reason
 */
export async function installLibrary(options: InstallOptions = {}): Promise<Installed> {
  const target = targetOf(options)
  const { backend, root } = target
  const installed = { path: libraryIn(target), version: release.version, backend }
  const found = await lookAtCache(target)
  if (found.state === "whole") return { ...installed, downloaded: false, digest: found.digest }
  options.signal?.throwIfAborted()
  let lock
  try {
    makeFolder(root)
    lock = await waitForLock(join(root, `${backend}.lock`), options.signal)
    // Another process may have done it meanwhile, or have learnt the digest.
    const locked = targetOf(options)
    const now = await lookAtCache(locked)
    if (now.state === "whole") return { ...installed, downloaded: false, digest: now.digest }
    await removeLeftovers(locked)
    const digest = await installLocked(locked, await digestFor(locked, options), options)
    ;(options.onTrust ?? ((trusted) => process.stderr.write(`${trustLine(trusted)}\n`)))(digest)
    return { ...installed, downloaded: true, digest }
  } catch (error) {
    throw asInstallError(root, error)
  } finally {
    lock?.release()
  }
}

/** The expected digest of the archive; undefined only if the caller accepts any. */
async function digestFor(
  { root, backend, archive, platform, expected }: Target,
  options: InstallOptions,
): Promise<TrustedDigest | undefined> {
  if (expected !== undefined) return expected
  const { trustDownload = false } = options
  // A small answer: where it does not come soon, the network is closed.
  const retries = trustDownload ? 0 : Math.min(2, options.retries ?? 2)
  const asking = { ...options, retries }
  const file = join(root, `.${backend}-release.json`)
  const api = options.api ?? process.env["SIMPLEX_LIBS_API"]
  try {
    const ask = () => publishedDigests(file, api, asking)
    const published = await publishedDigest(archive, platform.name, ask)
    await remember(root, archive, published.sha256)
    return published
  } catch (error) {
    if (trustDownload && error instanceof UnknownDigestError) return undefined
    throw error
  }
}

async function waitForLock(file: string, signal: AbortSignal | undefined): Promise<OsLock> {
  for (let pauseMs = 20; ; pauseMs = Math.min(500, pauseMs * 2)) {
    const lock = tryLock(file)
    if ("release" in lock) return lock
    await sleep(
      pauseMs * (0.5 + Math.random()),
      undefined,
      signal !== undefined ? { signal } : {},
    ).catch(() => {})
    signal?.throwIfAborted()
  }
}

/** What is being unpacked, or was replaced, is beside its final place until it is complete, or gone. */
const besides = (target: Target): string => `.${target.backend}-`

async function removeLeftovers(target: Target): Promise<void> {
  for (const name of await readdir(target.root))
    if (name.startsWith(besides(target)))
      await rm(join(target.root, name), { recursive: true, force: true })
}

async function installLocked(
  target: Target,
  expected: TrustedDigest | undefined,
  options: InstallOptions,
): Promise<TrustedDigest> {
  const { signal, limits = defaultLimits } = options
  const part = join(target.root, `${target.archive}.part`)
  const url = archiveUrl(target.archive, options.mirror ?? process.env["SIMPLEX_LIBS_URL"])
  const bar = options.onProgress !== undefined ? undefined : await progressBar()
  const onProgress = options.onProgress ?? bar?.onProgress
  let sha256
  try {
    sha256 = await download(url, part, expected?.sha256, { ...options, onProgress })
  } finally {
    bar?.end()
  }

  const staging = join(target.root, `${besides(target)}${randomUUID()}`)
  try {
    makeFolder(staging)
    const files = await extract(part, staging, limits, signal)
    if (!files.some((file) => file.path === libraryOf(target)))
      throw new IntegrityError(target.archive, `it has no ${libraryOf(target)}`)
    const digest: TrustedDigest = expected ?? { sha256, source: "none" }
    const { version } = release
    const { archive } = target
    await writeManifest(staging, { version, archive, sha256, digestSource: digest.source, files })
    // Before the move: a process killed after it leaves nothing to clean up.
    await discard(part)
    await moveIntoPlace(staging, target)
    return digest
  } catch (error) {
    await rm(staging, { recursive: true, force: true }).catch(() => {})
    // An archive that cannot be used is not kept to be tried again.
    if (error instanceof IntegrityError) await discard(part).catch(() => {})
    throw error
  }
}

async function moveIntoPlace(staging: string, target: Target): Promise<void> {
  const old = join(target.root, `${besides(target)}old-${randomUUID()}`)
  try {
    await rename(target.folder, old)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "EPERM" || code === "EACCES" || code === "EBUSY")
      throw new InstallError(
        target.folder,
        "the installed one cannot be replaced, probably because a process uses it",
        { cause: error },
      )
    if (code !== "ENOENT") throw error
  }
  await rename(staging, target.folder)
  await syncFolder(target.root)
  await rm(old, { recursive: true, force: true })
}

/** The move itself must survive a power cut. Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
