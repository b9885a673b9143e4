import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, sep } from "node:path"

/** How a generated file differs from what it should be. */
export interface Difference {
  path: string
  kind: "missing" | "stale" | "orphaned"
}

/**
 * Compares the files of a folder with what they should be.
 *
 * @param kept the files and folders in it that another generator writes
 */
export function compare(
  folder: string,
  kept: readonly string[],
  want: ReadonlyMap<string, string>,
) {
  const have = new Set(filesIn(folder).filter((path) => !kept.includes(path.split("/")[0] ?? "")))
  const differences: Difference[] = []
  for (const [path, text] of want)
    if (!have.delete(path)) differences.push({ path, kind: "missing" })
    else if (readFileSync(join(folder, path), "utf8") !== text)
      differences.push({ path, kind: "stale" })
  for (const path of have) differences.push({ path, kind: "orphaned" })
  return differences
}

/** Writes what differs, and removes what nothing writes any more. */
export function write(
  folder: string,
  want: ReadonlyMap<string, string>,
  differences: readonly Difference[],
) {
  for (const { path } of differences) {
    const file = join(folder, path)
    const text = want.get(path)
    if (text === undefined) {
      rmSync(file)
      continue
    }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll(sep, "/"))
}
