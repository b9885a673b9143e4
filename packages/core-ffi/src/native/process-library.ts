import { readFileSync, realpathSync } from "node:fs"
import { basename } from "node:path"
import type { Koffi } from "./koffi.ts"

/**
 * Keeps the library in the process for good. Each thread opens it on its own, and the run-time
 * system does not survive being unloaded when the last such thread ends.
 */
export function pinLibrary(koffi: Koffi, path: string): void {
  const { pin, args } = pinning(koffi, path)
  pin(...args)
}

/** The function that keeps the library in the process, and its arguments; it returns NULL on failure. */
export function pinning(koffi: Koffi, path: string) {
  if (process.platform === "win32") {
    // Loading counts; what is never freed stays.
    const pin = koffi.load("kernel32.dll").func("LoadLibraryW", "void *", ["str16"])
    return { pin, args: [path] }
  }
  const now = 2
  const noDelete = process.platform === "darwin" ? 0x80 : 0x1000
  const pin = koffi.load(null).func("dlopen", "void *", ["str", "int"])
  return { pin, args: [path, now | noDelete] }
}

/**
 * Refuses a second libsimplex in one process: two Haskell run-time systems, or the SQLite and the
 * PostgreSQL build side by side, overwrite each other's state.
 *
 * On Linux, the only system with two backends, the process's own memory map shows it, whichever thread or
 * copy of this package has loaded the other one.
 *
 * @throws {Error} when this process has loaded another libsimplex
 */
export function refuseSecondLibrary(path: string): void {
  if (process.platform !== "linux") return
  const wanted = realpathSync(path)
  for (const line of readFileSync("/proc/self/maps", "utf8").split("\n")) {
    const mapped = line.slice(line.indexOf("/"))
    // " (deleted)": it was replaced on disk while loaded, so loading the path again gives another.
    if (basename(mapped.replace(/ \(deleted\)$/, "")) === basename(wanted) && mapped !== wanted)
      throw new Error(
        `this process has loaded ${mapped} already, and can hold one libsimplex only; use another process for the other database`,
      )
  }
}
