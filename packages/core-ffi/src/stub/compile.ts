import { createHash, randomUUID } from "node:crypto"
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs"
import { basename, join } from "node:path"
import { makeFolder } from "../files.ts"
import { cacheRoot } from "../library/places.ts"

/**
 * Makes a library from its sources unless that was done, and returns its path. It lies in this
 * user's cache: in a folder that others can write to, such as /tmp, another user could put a library
 * of their own where this one is looked for.
 *
 * @param compile writes the library to the path that it is given
 * @throws {Error} if the folder belongs to another user, or others may write to it
 */
export function compileOnce(
  sources: readonly string[],
  name: string,
  compile: (made: string) => void,
): string {
  const hash = createHash("sha256")
  for (const source of sources) hash.update(basename(source)).update(readFileSync(source))
  const folder = join(cacheRoot(), "stubs", hash.digest("hex").slice(0, 32))
  makeFolder(join(cacheRoot(), "stubs"))
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  checkOwner(folder)
  const library = join(folder, "libs", name)
  if (existsSync(library)) return library
  makeFolder(join(folder, "libs"))
  const work = join(folder, randomUUID())
  mkdirSync(work)
  try {
    compile(join(work, name))
    renameSync(join(work, name), library) // several test runs may compile at once
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return library
}

function checkOwner(folder: string): void {
  const { uid, mode } = lstatSync(folder)
  const isOurs = process.getuid === undefined || uid === process.getuid()
  if (!isOurs || (mode & 0o022) !== 0)
    throw new Error(`${folder} is not this user's alone: remove it, and what is in it`)
}
