import type { Backend } from "../database.ts"
import { UnsupportedPlatformError } from "../errors.ts"

/** A system that libsimplex is built for. */
export interface Platform {
  /** As Node calls it. */
  readonly name: string
  /** As its archive is named. */
  readonly archive: string
  /** As its npm package is named. */
  readonly package: string
  /** The file of the library. */
  readonly file: string
  readonly postgres: boolean
}

const rows = {
  "linux-x64": row("linux-x86_64", "linux-x64-gnu", "libsimplex.so", true),
  "linux-arm64": row("linux-aarch64", "linux-arm64-gnu", "libsimplex.so"),
  "darwin-x64": row("macos-x86_64", "darwin-x64", "libsimplex.dylib"),
  "darwin-arm64": row("macos-aarch64", "darwin-arm64", "libsimplex.dylib"),
  "win32-x64": row("windows-x86_64", "win32-x64", "libsimplex.dll"),
}

export const platforms: Readonly<Record<string, Platform>> = Object.fromEntries(
  Object.entries(rows).map(([name, rest]) => [name, { name, ...rest }]),
)

function row(
  archive: string,
  name: string,
  file: string,
  postgres = false,
): Omit<Platform, "name"> {
  return { archive, package: `@simplex-chat/libsimplex-${name}`, file, postgres }
}

/** What the library is called on this system, whether or not there is a build for it. */
export const libraryFile: string =
  { darwin: "libsimplex.dylib", win32: "libsimplex.dll" }[process.platform as string] ??
  "libsimplex.so"

export interface Machine {
  readonly os: string
  readonly arch: string
  /** Linux with another C library than glibc. */
  readonly musl: boolean
}

const own =
  "Build libsimplex for it, and point SIMPLEX_LIBS_DIR (or the option `path`) to what you built."

/** @throws {UnsupportedPlatformError} if there is no build of libsimplex, with what to do */
export function platformOf(machine: Machine, backend: Backend): Platform {
  const name = `${machine.os}-${machine.arch}`
  const platform = platforms[name]
  if (platform === undefined)
    throw new UnsupportedPlatformError(
      name,
      `There is no build of libsimplex for ${name}. Supported: ${Object.keys(platforms).join(", ")}. ${own}`,
    )
  if (machine.musl)
    throw new UnsupportedPlatformError(
      `${name} (musl)`,
      `libsimplex needs glibc, and this system has another C library (musl, as Alpine Linux has). Use a glibc image, such as node:24-slim. ${own}`,
    )
  if (backend === "postgres" && !platform.postgres)
    throw new UnsupportedPlatformError(
      name,
      `The PostgreSQL build of libsimplex exists for linux-x64 only, not for ${name}. Use the SQLite backend. ${own}`,
    )
  return platform
}
