/** What the installation tests share: an archive with a library, and a server that has it. */

import { randomBytes } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import { release } from "../src/library/release.ts"
import { libraryFile } from "../src/library/platform.ts"
import { zip } from "./zip.ts"

/** The files of the "library": enough of them, and large enough, to be caught in the middle. */
export const files: Readonly<Record<string, Buffer>> = {
  [`libs/${libraryFile}`]: randomBytes(200_000),
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`libs/libHSpackage-${i}.so`, randomBytes(30_000)]),
  ),
}

export const archive: Buffer = zip(Object.entries(files).map(([name, data]) => ({ name, data })))

export const versionFolder = (cache: string): string => join(cache, `v${release.version}`)

/** What is installed is whole, or there is nothing. */
export function expectWholeOrNothing(cache: string): boolean {
  const folder = join(versionFolder(cache), "sqlite")
  if (!existsSync(folder)) return false
  for (const [name, data] of Object.entries(files))
    expect(readFileSync(join(folder, name)).equals(data)).toBe(true)
  return true
}

/** Whole, and nothing left lying about but the lock. */
export function expectInstalled(cache: string): void {
  expect(expectWholeOrNothing(cache)).toBe(true)
  expect(readdirSync(versionFolder(cache)).toSorted()).toEqual(["sqlite", "sqlite.lock"])
}
