import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { readSchema } from "../schema.ts"
import { wanted } from "../wanted.ts"

/** The committed schema's file. */
export const schemaFile = fileURLToPath(import.meta.resolve("@simplex-chat/types/schema.json"))

/** The version and the API that it declares. */
export const declared = readSchema(readFileSync(schemaFile, "utf8"))

/** Everything in which the reference may differ from it. */
export const deviations = [...wanted, ...declared.undocumented]
