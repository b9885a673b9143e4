import type { Schema } from "./schema.ts"

/** What readers of the schema at run time do without. */
const documentation = new Set(["$comment", "area", "category", "description", "network", "syntax"])

/** A module with the schema, for what reads it at run time: not all that runs JavaScript loads JSON. */
export function schemaModule(schema: Schema): string {
  const code = JSON.stringify(schema, (key, value: unknown) =>
    documentation.has(key) ? undefined : value,
  )
  return `import type { Schema } from "../schema.ts"

/** The API: every type, command, response and event, without the documentation. */
export const schema: Schema = ${code}
`
}
