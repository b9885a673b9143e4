import { readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { contents } from "../contents.ts"
import { writtenPages } from "../tools/written-pages.ts"

/** A block of TypeScript of a page. */
export interface Block {
  /** The page and the number of the block in it: `guides/files-2`. */
  readonly name: string
  readonly code: string
}

const preambles = join(import.meta.dirname, "preambles")

/**
 * The TypeScript of all pages, ready to compile. ` ```ts bot ` means that the block goes on from
 * `test/preambles/bot.ts`, which readers do not see.
 */
export function blocks(): Block[] {
  // Those of a package are compiled, and run, by its own tests.
  const kits = contents.flatMap(({ source, pages }) => (source === undefined ? [] : pages))
  const pages = writtenPages().filter(({ path }) => !kits.includes(basename(path)))
  return pages.flatMap(({ path, body }) =>
    [...body.matchAll(/^```ts ?(\w*)\n(.*?)^```$/gms)].map(([, kind = "", code = ""], n) => ({
      name: `${path}-${n + 1}`,
      code: kind === "bot" ? `${readFileSync(join(preambles, "bot.ts"), "utf8")}${code}` : code,
    })),
  )
}
