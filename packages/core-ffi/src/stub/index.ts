/**
 * A scripted native library for tests, compiled on demand with the system's C compiler. Not covered
 * by semantic versioning. What it understands is written at `scripted` in libsimplex.c.
 */

import { execFileSync } from "node:child_process"
import { createHash, randomUUID } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs"
import { tmpdir, userInfo } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** What the library answers to the command `/stub stats`. */
export interface StubStats {
  /** Blocks handed out, and given back; `badFrees` counts second frees and foreign blocks. */
  readonly allocs: number
  readonly frees: number
  readonly badFrees: number
  readonly commands: number
  /** The most commands that were inside the library at one time. */
  readonly mostAtOnce: number
  readonly threadsEntered: number
  /** Threads that said `hs_thread_done`. */
  readonly threadsDone: number
  /** How often the run-time system was started, and with what. */
  readonly initialised: number
  readonly rtsArgs: string
}

const compiler = process.env["CC"] || "cc"

/**
 * Compiles the library, once per version of its source, and returns its path.
 *
 * @returns undefined on Windows, and where there is no C compiler; under `CI` the latter is an error
 *   instead, so that no test is skipped there unseen.
 */
export function buildStub(): string | undefined {
  // Its threads and clocks are those of POSIX.
  if (process.platform === "win32") return undefined
  // In the package's sources the C files are here; in its build they are one level up.
  const here = dirname(fileURLToPath(import.meta.url))
  const folder = [here, join(here, "../../src/stub")].find((f) =>
    existsSync(join(f, "libsimplex.c")),
  )
  if (!folder) throw new Error(`the sources of the native stub are not beside ${here}`)
  if (!hasCompiler()) {
    if (process.env["CI"]) throw new Error(`the native tests need a C compiler (${compiler})`)
    return undefined
  }
  const hash = createHash("sha256")
  for (const name of ["libsimplex.c", "memory.h"]) hash.update(readFileSync(join(folder, name)))
  const name = `simplex-stub-${userInfo().username}-${hash.digest("hex").slice(0, 16)}`
  const libs = join(tmpdir(), name, "libs")
  const library = join(libs, `libsimplex.${process.platform === "darwin" ? "dylib" : "so"}`)
  if (!existsSync(library)) compile(join(folder, "libsimplex.c"), libs, library)
  return library
}

function hasCompiler(): boolean {
  try {
    execFileSync(compiler, ["--version"], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

function compile(source: string, libs: string, library: string): void {
  mkdirSync(libs, { recursive: true })
  const made = join(libs, `.${randomUUID()}`)
  const flags = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-fPIC", "-shared", "-fvisibility=hidden"]
  try {
    execFileSync(compiler, [...flags, "-o", made, source, "-ldl", "-lpthread"], {
      stdio: "inherit",
    })
    renameSync(made, library) // several test runs may compile at once
  } finally {
    rmSync(made, { force: true })
  }
}
