/**
 * Holds values against the schema at run time: answers, events, parameters, any declared type.
 *
 * @module
 */
import { schema } from "./gen/schema.ts"
import type { Schema } from "./schema.ts"
import { Check } from "./validate/check.ts"
import { type Definition, definitionsOf } from "./validate/definitions.ts"
import type { Problem } from "./validate/problem.ts"

export type { Problem, Rule } from "./validate/problem.ts"
export type * from "./schema.ts"

/** How {@link validate} looks. */
export interface ValidateOptions {
  /**
   * Report undeclared fields, tags and enumeration values as well. Without it they pass, so that
   * what a newer core adds is no problem; missing fields and wrong kinds are always reported.
   */
  readonly strict?: boolean
  /**
   * Another schema than that of this package, such as the `schema/api.json` of another version as
   * `JSON.parse` gives it. It is trusted to be one.
   */
  readonly schema?: Schema
}

/**
 * Compares a value with its declaration.
 *
 * @param name `"ChatResponse"`, `"ChatEvent"`, the name of a type (`"Contact"`) or of a command
 *   (`"APISendMessages"`, for its parameters).
 * @param value JSON as the core sends it or as a builder takes it.
 * @returns The problems, none when the value is as declared. They name declared things and kinds
 *   of JSON only, never a text, link or key from the value. What is nested in more than 128
 *   levels is not looked into, which is a problem too.
 * @throws {RangeError} when the schema declares nothing of that name, and for an unknown option
 *
 * @example
 * ```ts
 * validate("ChatType", "direct") // []
 * validate("APIDeleteMyAddress", { userId: "1" })
 * // [{ path: "$.userId", type: "APIDeleteMyAddress", field: "userId",
 * //    rule: "kind", expected: "int64", found: "a string" }]
 * ```
 */
export function validate(name: string, value: unknown, options: ValidateOptions = {}): Problem[] {
  // A misspelt `strict` would report less without a word.
  const unknown = Object.keys(options).find((name) => name !== "strict" && name !== "schema")
  if (unknown !== undefined)
    throw new RangeError(`there is no option ${unknown}; the options are strict, schema`)
  const lenient = options.strict !== true
  const check = new Check(prepared(options.schema ?? schema), { fields: lenient, tags: lenient })
  check.named(name, value)
  return check.problems
}

const cache = new WeakMap<Schema, ReadonlyMap<string, Definition>>()

/** The definitions of a schema, prepared when they are first needed. */
function prepared(schema: Schema): ReadonlyMap<string, Definition> {
  let definitions = cache.get(schema)
  if (definitions === undefined) cache.set(schema, (definitions = definitionsOf(schema)))
  return definitions
}
