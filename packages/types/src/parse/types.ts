import type { Schema, TypeExpr, TypeSchema } from "../schema.ts"
import { Check } from "../validate/check.ts"
import { definitionsOf } from "../validate/definitions.ts"
import type { Problem } from "../validate/problem.ts"

/** The declared types, as far as reading commands needs them. */
export class Types {
  readonly #types: ReadonlyMap<string, TypeSchema>
  readonly #definitions: ReturnType<typeof definitionsOf>

  constructor(schema: Schema) {
    this.#types = new Map(schema.types.map((type) => [type.name, type]))
    this.#definitions = definitionsOf(schema)
  }

  /** The declared type that an expression names. */
  named(type: TypeExpr | undefined): TypeSchema | undefined {
    return typeof type === "object" && "ref" in type ? this.#types.get(type.ref) : undefined
  }

  /**
   * How JSON in a command differs from its type, as the core sees it: it ignores fields that it
   * does not know, but not tags and values, and fills in some fields.
   */
  problem(type: TypeExpr, value: unknown): Problem | undefined {
    const check = new Check(this.#definitions, { fields: true, tags: false })
    check.type(type, value, { type: "JSON" })
    return check.problems.find(({ type, field, rule }) => {
      return rule !== "required" || !filledIn.has(`${type}.${field}`)
    })
  }
}

/**
 * Required fields that may be left out of the JSON in a command: the core's parser fills them in.
 */
const filledIn: ReadonlySet<string> = new Set([
  "ComposedMessage.mentions",
  "GroupLinkPlan.known.groupUpdated",
  "NewUser.clientService",
  "NewUser.userChatRelay",
])
