import { fileURLToPath } from "node:url"

/** The schema of the API, which documents what the inspector shows. */
export const schemaFile: string = fileURLToPath(
  import.meta.resolve("@simplex-chat/types/schema.json"),
)
