import { existsSync, readFileSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join, resolve } from "node:path"
import { checkOptions } from "@simplex-chat/core"
import type { Backend } from "../database.ts"
import { DownloadError, LibraryNotFoundError, type Attempt } from "../errors.ts"
import { checkPath } from "../validate-arguments.ts"
import { nonEmpty } from "../non-empty.ts"
import type { InstallOptions } from "./install.ts"
import { installKinds } from "./install-library.ts"
import { libraryFile } from "./platform.ts"
import { release } from "./release.ts"
import type { TrustedDigest } from "./trust.ts"

export interface LibraryOptions extends InstallOptions {
  /** The file of the library, or a folder that has it. Nowhere else is looked then. */
  readonly path?: string | undefined
  /** Whether to download what is found nowhere; true when absent. */
  readonly download?: boolean | undefined
}

export interface ResolvedLibrary {
  /** The file of the library. */
  readonly path: string
  /** Where it was found. */
  readonly source: "path" | "environment" | "package" | "cache" | "download"
  readonly backend: Backend
  /** What said that the archive is the right one, for a library in the cache or from a download. */
  readonly digest?: TrustedDigest
}

/**
 * Finds libsimplex. The first that has it wins: the option `path`, the folder `SIMPLEX_LIBS_DIR`, the
 * npm package for this platform, the user's cache (verified), a download into that cache.
 *
 * ```ts
 * const { path, source } = await resolveLibrary({ download: false })
 * ```
 *
 * @throws {InvalidArgumentError} for the first option that is wrong
 * @throws {LibraryNotFoundError} with every place that was tried; its cause is the `DownloadError` where
 *   that failed, or the `IntegrityError` where no digest allows one
 * @throws {UnsupportedPlatformError} if there is no build for this system
 * @throws {IntegrityError} | {InstallError} where what was found or fetched cannot be used
 */
export async function resolveLibrary(options: LibraryOptions = {}): Promise<ResolvedLibrary> {
  checkOptions(options, { ...installKinds, path: "any", download: "flag" })
  const { backend = "sqlite", download = true } = options
  const fromFolder = nonEmpty(process.env["SIMPLEX_LIBS_DIR"])
  if (options.path !== undefined) {
    checkPath("path", options.path)
    return { path: fileAt(options.path, "the option `path`"), source: "path", backend }
  }
  if (fromFolder !== undefined)
    return { path: fileAt(fromFolder, "SIMPLEX_LIBS_DIR"), source: "environment", backend }

  // Loaded only here: to download and to verify takes much that a library at hand does not need.
  const { installLibrary, lookAtCache, targetOf } = await import("./install.ts")
  const target = targetOf(options) // before anything is fetched for a system that has no build
  const attempts: Attempt[] = [
    { place: "the option `path`", problem: "not given", remedy: "Give the file of the library." },
    {
      place: "SIMPLEX_LIBS_DIR",
      problem: "not set",
      remedy: "Set it to the folder of the library.",
    },
  ]

  const inPackage = packaged(target.platform.package, backend)
  if ("path" in inPackage) return { path: inPackage.path, source: "package", backend }
  attempts.push(inPackage)

  const cached = await lookAtCache(target)
  const path = join(target.folder, "libs", target.platform.file)
  if (cached.state === "whole") return { path, source: "cache", backend, digest: cached.digest }
  if (!download) {
    if (cached.state === "bad") throw cached.problem
    attempts.push({
      place: target.folder,
      problem: "nothing is installed there",
      remedy: `Run: npx @simplex-chat/core-ffi install --backend ${backend}`,
    })
    attempts.push({
      place: "a download",
      problem: "switched off by the option `download`",
      remedy: "Let it download, or install beforehand.",
    })
    throw new LibraryNotFoundError(attempts)
  }
  try {
    const { path, downloaded, digest } = await installLibrary(options)
    return { path, source: downloaded ? "download" : "cache", backend, digest }
  } catch (error) {
    const { UnknownDigestError } = await import("./digest.ts")
    // What a download brought and must not be used is another matter than its not coming.
    if (!(error instanceof DownloadError || error instanceof UnknownDigestError)) throw error
    attempts.push({
      place: target.folder,
      problem: cached.state === "bad" ? cached.problem.message : "nothing is installed there",
      remedy: `Run: npx @simplex-chat/core-ffi install --backend ${backend}, or copy the folder of a machine that has it.`,
    })
    attempts.push({
      place: "a download",
      problem: error.message,
      remedy:
        "Set HTTPS_PROXY behind a proxy, or SIMPLEX_LIBS_URL to a mirror; or unpack the archive by hand and set SIMPLEX_LIBS_DIR.",
    })
    throw new LibraryNotFoundError(attempts, { cause: error })
  }
}

/** The library at a place that was named: it is there, or that is an error. */
function fileAt(named: string, place: string): string {
  const path = resolve(named)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isFile()) return path
  const candidates = [join(path, libraryFile), join(path, "libs", libraryFile)]
  const found = candidates.find((candidate) => existsSync(candidate))
  if (found !== undefined) return found
  const problem =
    stat !== undefined ? `there is no ${libraryFile}, nor libs/${libraryFile}` : "it does not exist"
  throw new LibraryNotFoundError([
    {
      place: `${place} (${path})`,
      problem,
      remedy: `Name the file ${libraryFile} or its folder, or leave ${place} out to look elsewhere.`,
    },
  ])
}

/** The library in the npm package for this platform, which an application may depend on. */
function packaged(name: string, backend: Backend): { path: string } | Attempt {
  const no = (problem: string, remedy: string): Attempt => ({ place: name, problem, remedy })
  if (backend !== "sqlite") return no("it has the SQLite backend only", "Install into the cache.")
  const remedy = `Run: npm install ${name}@${release.version}`
  for (const base of [import.meta.url, `${process.cwd()}/package.json`]) {
    let manifest
    try {
      manifest = createRequire(base).resolve(`${name}/package.json`)
    } catch {
      continue
    }
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version?: string }
    if (version !== release.version)
      return no(`it is installed in version ${version}, not ${release.version}`, remedy)
    const path = join(dirname(manifest), "libs", libraryFile)
    return existsSync(path) ? { path } : no(`it has no libs/${libraryFile}`, remedy)
  }
  return no("it is not installed", remedy)
}
