/**
 * Stubs of libsimplex, compiled on demand. Not covered by semantic versioning.
 *
 * The one in C answers whatever a test wants: see `scripted` in libsimplex.c. The one in Haskell has
 * the real run-time system, for what depends on its threads and its memory: see `scripted` in
 * Libsimplex.hs.
 */

import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { compileOnce } from "./compile.ts"

/** What the library in C answers to the command `/stub stats`. */
export interface StubStats {
  /** Blocks allocated, and freed; `badFrees` counts second frees and foreign blocks. */
  readonly allocs: number
  readonly frees: number
  readonly badFrees: number
  readonly commands: number
  /** The most commands that were in flight at one time. */
  readonly mostAtOnce: number
  readonly threadsEntered: number
  /** Threads that said `hs_thread_done`. */
  readonly threadsDone: number
  /** How often the run-time system was started, and with what. */
  readonly initialised: number
  readonly rtsArgs: string
}

const libraryName = `libsimplex.${process.platform === "darwin" ? "dylib" : "so"}`

/**
 * Compiles the stub in C, once per version of its source, and returns the path of the library.
 *
 * @returns undefined on Windows, and where there is no C compiler; under `CI` the latter is an error
 *   instead, so that no test is skipped there unseen.
 */
export function buildStub(): string | undefined {
  // Its threads and clocks are those of POSIX.
  if (process.platform === "win32") return undefined
  const compiler = named("CC", "cc")
  if (!isThere(compiler, "C")) return undefined
  const source = sourceOf("libsimplex.c")
  return compileOnce([source, sourceOf("memory.h")], libraryName, (made) => {
    const flags = "-std=gnu11 -O2 -Wall -Wextra -fPIC -shared -fvisibility=hidden".split(" ")
    const args = [...flags, "-o", made, source, "-ldl", "-lpthread"]
    execFileSync(compiler, args, { stdio: "inherit" })
  })
}

/**
 * Compiles the Haskell stub, once per version of its source, and returns the path of the
 * library. It needs GHC 9.0 or newer, and takes some seconds.
 *
 * @returns undefined on other systems than Linux, and where there is no GHC; under `CI` the latter
 *   is an error instead.
 */
export function buildHaskellStub(): string | undefined {
  if (process.platform !== "linux") return undefined // its clock is that of Linux
  const compiler = named("GHC", "ghc")
  if (!isThere(compiler, "Haskell")) return undefined
  const source = sourceOf("Libsimplex.hs")
  return compileOnce([source], libraryName, (made) => {
    const flags = "-v0 -O1 -Wall -shared -dynamic -fPIC -threaded -flink-rts -no-hs-main".split(" ")
    const args = [...flags, "-outputdir", `${made}.objects`, "-o", made, source]
    execFileSync(compiler, args, { stdio: "inherit" })
  })
}

/** In the package's sources the files are here; in its build they are one level up. */
function sourceOf(name: string): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const file = [join(here, name), join(here, "../../src/stub", name)].find((f) => existsSync(f))
  if (file === undefined) throw new Error(`${name} is not beside ${here}`)
  return file
}

function named(variable: string, otherwise: string): string {
  const value = process.env[variable]
  return value === undefined || value === "" ? otherwise : value
}

function isThere(compiler: string, language: string): boolean {
  try {
    execFileSync(compiler, ["--version"], { stdio: "ignore" })
    return true
  } catch (error) {
    if (named("CI", "") !== "")
      throw new Error(`the native tests need a ${language} compiler (${compiler})`, {
        cause: error,
      })
    return false
  }
}
