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
import { discard, download, type DownloadOptions } from "./download.ts"
import { defaultLimits, extract, type ExtractLimits } from "./extract.ts"
import { asInstallError } from "./install-error.ts"
import { findDifference, readManifest, writeManifest } from "./manifest.ts"
import { cacheRoot } from "./places.ts"
import { platformOf, thisMachine, type Platform } from "./platform.ts"
import { progressBar } from "./progress-bar.ts"
import { archiveName, archiveUrl, release } from "./release.ts"

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
  /** The SHA-256 that the archive must have, instead of the one that is pinned in this package. */
  readonly sha256?: string | undefined
  /**
   * Installs an archive for which no digest is known. It means: an attacker who controls the server, or the
   * way to it, runs code on this machine with your permissions. A digest that is known still counts.
   */
  readonly trustDownload?: boolean | undefined
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
}

/** What is installed, where and from what. */
interface Target {
  readonly backend: Backend
  readonly platform: Platform
  /** The folder of the version; that of the backend is in it. */
  readonly root: string
  readonly folder: string
  readonly archive: string
  readonly expected: string | undefined
}

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
  const expected = sha256?.toLowerCase() ?? release.digests[archive]
  return { backend, platform, root, folder: join(root, backend), archive, expected }
}

/** The library, relative to the folder; as archives and manifests name it. */
const libraryOf = (target: Target): string => `libs/${target.platform.file}`
const libraryIn = (target: Target): string => join(target.folder, libraryOf(target))

/**
 * Looks whether the cache has the library, whole and unchanged.
 *
 * @returns undefined when it is, else what is the matter; `absent` when there is nothing at all.
 */
export async function problemOfCache(
  target: Target,
): Promise<{ absent: true } | IntegrityError | undefined> {
  const manifest = await readManifest(target.folder)
  // One without the library is of no installation of ours.
  if (!manifest?.files.some((file) => file.path === libraryOf(target))) return { absent: true }
  if (target.expected !== undefined && manifest.sha256 !== target.expected)
    return new IntegrityError(
      target.folder,
      "it was installed from another archive than the one that is pinned",
      {
        expected: target.expected,
        actual: manifest.sha256,
      },
    )
  const difference = await findDifference(target.folder, manifest)
  if (difference === undefined) return undefined
  const { file, ...digests } = difference
  return new IntegrityError(
    join(target.folder, file),
    "it was changed after it was installed",
    digests,
  )
}

/** Whether something tells which archive is the right one, or the caller takes any. */
export const mayDownload = (target: Target, options: InstallOptions): boolean =>
  target.expected !== undefined || options.trustDownload === true

/**
 * Puts libsimplex into the user's cache: downloads the archive of the release, verifies its digest,
 * unpacks it and moves it into place in one step. Does nothing when it is there, whole. Any number
 * of processes may do this at once, and be killed at any moment.
 *
 * ```ts
 * const { path } = await installLibrary({ backend: "sqlite" })
 * ```
 *
 * @throws UnsupportedPlatformError, IntegrityError, DownloadError, InstallError, the signal's reason
 */
export async function installLibrary(options: InstallOptions = {}): Promise<Installed> {
  const target = targetOf(options)
  const { backend } = target
  const installed = { path: libraryIn(target), version: release.version, backend }
  if (!((await problemOfCache(target)) !== undefined)) return { ...installed, downloaded: false }
  if (!mayDownload(target, options))
    throw new IntegrityError(
      target.archive,
      "no SHA-256 is pinned for it in this package, so it was not downloaded. Give the digest that the release announces (`sha256`, --sha256), or accept whatever the server sends (`trustDownload`, --trust-download)",
    )
  options.signal?.throwIfAborted()
  let lock
  try {
    makeFolder(target.root)
    lock = await waitForLock(join(target.root, `${backend}.lock`), options.signal)
    // Another process may have done it meanwhile.
    if (!((await problemOfCache(target)) !== undefined)) return { ...installed, downloaded: false }
    await removeLeftovers(target)
    await installLocked(target, options)
  } catch (error) {
    throw asInstallError(target.root, error)
  } finally {
    lock?.release()
  }
  return { ...installed, downloaded: true }
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

async function installLocked(target: Target, options: InstallOptions): Promise<void> {
  const { signal, limits = defaultLimits } = options
  const part = join(target.root, `${target.archive}.part`)
  const url = archiveUrl(target.archive, options.mirror ?? process.env["SIMPLEX_LIBS_URL"])
  const bar = options.onProgress !== undefined ? undefined : await progressBar()
  const onProgress = options.onProgress ?? bar?.onProgress
  let sha256
  try {
    sha256 = await download(url, part, target.expected, { ...options, onProgress })
  } finally {
    bar?.end()
  }

  const staging = join(target.root, `${besides(target)}${randomUUID()}`)
  try {
    makeFolder(staging)
    const files = await extract(part, staging, limits, signal)
    if (!files.some((file) => file.path === libraryOf(target)))
      throw new IntegrityError(target.archive, `it has no ${libraryOf(target)}`)
    const { version } = release
    await writeManifest(staging, { version, archive: target.archive, sha256, files })
    // Before the move: a process killed after it leaves nothing to clean up.
    await discard(part)
    await moveIntoPlace(staging, target)
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
        "the one that is there cannot be replaced, probably because a process uses it",
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
