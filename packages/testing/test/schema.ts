import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

interface Members {
  readonly version: string
  readonly events: readonly { readonly tag: string }[]
  readonly responses: readonly { readonly tag: string }[]
}

const path = createRequire(import.meta.url).resolve("@simplex-chat/types/schema.json")

/** The API that is declared. */
export const schema = JSON.parse(readFileSync(path, "utf8")) as Members
