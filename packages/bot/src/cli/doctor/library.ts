import {
  LibraryNotFoundError,
  probeLibrary,
  release,
  resolveLibrary,
  type Backend,
  type ResolvedLibrary,
} from "@simplex-chat/core-ffi"
import { type Check, messageOf } from "./check.ts"

/** What is known of the library. */
export interface LibraryReport {
  readonly checks: readonly Check[]
  /** Undefined when a bot cannot use it. */
  readonly path: string | undefined
  /** The version that it says it is. */
  readonly version: string | undefined
}

/** Looks for the library without downloading it, and asks it for its version in a process of its own. */
export async function checkLibrary(
  backend: Backend,
  cacheFolder: string | undefined,
): Promise<LibraryReport> {
  const install = `npx @simplex-chat/bot install${backend === "sqlite" ? "" : ` --backend ${backend}`}`
  let resolved: ResolvedLibrary
  try {
    resolved = await resolveLibrary({ backend, cacheFolder, download: false })
  } catch (error) {
    const remedy = `run: ${install}`
    const checks: Check[] =
      error instanceof LibraryNotFoundError
        ? [{ name: "library", ok: false, found: notFound(error), remedy }, digestToCome()]
        : [{ name: "digest", ok: false, found: `refused: ${messageOf(error)}`, remedy }]
    return { checks, path: undefined, version: undefined }
  }
  const { path, source } = resolved
  const digest: Check = { name: "digest", ok: true, found: trustOf(resolved) }
  try {
    const { version } = await probeLibrary(path)
    const found = `${path}\n${backend}, ${version}, from: ${source}`
    if (minorOf(version) === minorOf(release.version)) {
      return { checks: [{ name: "library", ok: true, found }, digest], path, version }
    }
    const remedy = `this version of the SDK needs ${release.version}; run: ${install}`
    return { checks: [{ name: "library", ok: false, found, remedy }, digest], path, version }
  } catch (error) {
    const remedy =
      source === "environment"
        ? "correct or unset SIMPLEX_LIBS_DIR, which names it"
        : `replace it: ${install}`
    const library: Check = { name: "library", ok: false, found: messageOf(error), remedy }
    return { checks: [library, digest], path: undefined, version: undefined }
  }
}

/** Where it was looked for; what only a program can name, and the download, are left out. */
function notFound({ attempts }: LibraryNotFoundError): string {
  const places = attempts.filter(({ place }) => !/^the option|^a download/.test(place))
  return ["not found:", ...places.map(({ place, problem }) => `  ${place}: ${problem}`)].join("\n")
}

/** What an install will be verified with. */
function digestToCome(): Check {
  const isPinned = Object.keys(release.digests).length > 0
  const found = isPinned
    ? "pinned in this package: a download is verified with it"
    : "not pinned in this package: a download is verified with the digest that the release publishes"
  return { name: "digest", ok: true, found }
}

/** Patch versions may differ: a database moves between them. */
const minorOf = (version: string): string => version.split(".", 2).join(".")

/** Which digest the library was verified with. */
function trustOf({ source, digest }: ResolvedLibrary): string {
  if (source === "environment") return "not verified: SIMPLEX_LIBS_DIR names the library"
  if (source === "package") return "verified by the package manager"
  if (digest === undefined) return "not verified"
  const verified = {
    option: "verified with the digest that was given",
    package: "verified with the digest that is pinned in this package",
    release: "verified with the digest that the release publishes",
    none: "not verified: it was installed with --trust-download",
  }[digest.source]
  return `${verified}\n${digest.sha256}`
}
