import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { validate } from "@simplex-chat/types/validate"

type Problem = ReturnType<typeof validate>[number]

interface Members {
  readonly version: string
  readonly commands: readonly { readonly name: string; readonly undocumented?: boolean }[]
  readonly events: readonly { readonly tag: string }[]
  readonly responses: readonly { readonly tag: string }[]
}

const path = createRequire(import.meta.url).resolve("@simplex-chat/types/schema.json")

/** The API that is declared. */
export const schema = JSON.parse(readFileSync(path, "utf8")) as Members

/** What an answer or event has that is not as the API declares it. */
export function undeclared(name: Parameters<typeof validate>[0], value: unknown): Problem[] {
  return validate(name, value, { strict: true })
}
