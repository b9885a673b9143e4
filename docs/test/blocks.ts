import { readFileSync } from "node:fs"
import { join } from "node:path"
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
  return writtenPages().flatMap(({ path, body }) =>
    [...body.matchAll(/^```ts ?(\w*)\n(.*?)^```$/gms)].map(([, kind = "", code = ""], n) => ({
      name: `${path}-${n + 1}`,
      code: kind === "bot" ? `${readFileSync(join(preambles, "bot.ts"), "utf8")}${code}` : code,
    })),
  )
}
