import type * as koffi from "koffi"
import { createRequire } from "node:module"
import { LoadError } from "../errors.ts"

export type Koffi = typeof koffi

/**
 * Where koffi is. It is looked up at run time, never imported, so that bundlers leave it alone (its
 * binary cannot be bundled), and it is loaded when a database is opened and no earlier.
 *
 * @throws {LoadError} when koffi is not installed
 */
export function findKoffi(): string {
  const bases = [import.meta.url, process.argv[1], `${process.cwd()}/package.json`]
  let cause: unknown
  for (const base of bases) {
    if (base === undefined) continue
    try {
      const from = createRequire(base)
      try {
        return from.resolve("koffi")
      } catch (error) {
        cause ??= error
        // An application that was bundled, under a package manager that does not hoist: koffi is
        // a dependency of this package, not of the application.
        return createRequire(from.resolve("@simplex-chat/core-ffi/package.json")).resolve("koffi")
      }
    } catch (error) {
      cause ??= error
    }
  }
  throw new LoadError("koffi", "it is not installed beside the application (npm install koffi)", {
    cause,
  })
}

/**
 * Loads koffi from where `findKoffi` found it. Also works in a thread without a module of its own.
 *
 * @throws {LoadError} when koffi has no binary for this platform
 */
export function loadKoffi(path: string): Koffi {
  try {
    return createRequire(path)(path) as Koffi
  } catch (error) {
    throw new LoadError(path, "koffi has no binary for this platform", { cause: error })
  }
}
