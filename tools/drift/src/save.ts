// What was read of a reference, as a file: the tests rebuild the pages from it.

import type { Api } from "./model.ts"

/** As JSON with one item a line, so that versions can be compared. */
export function asSaved(api: Api): string {
  const lists = Object.entries(api).map(([name, items]: [string, readonly unknown[]]) => {
    const lines = items.map((item) => JSON.stringify(item))
    return `"${name}": [\n${lines.join(",\n")}\n]`
  })
  return `{\n${lists.join(",\n")}\n}\n`
}
