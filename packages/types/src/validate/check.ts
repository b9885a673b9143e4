import type { FieldSchema, TypeExpr } from "../schema.ts"
import { basicProblem, isObject } from "./basic.ts"
import { type Definition, type Fields, nameOf } from "./definitions.ts"
import { kindOf, pathOf, type Problem, type Rule, shown } from "./problem.ts"

/** What is no problem although it is not declared. */
interface Leniency {
  /** Fields that are not declared. */
  readonly fields: boolean
  /** Tags of unions and values of enumerations that are not declared. */
  readonly tags: boolean
}

/** The place of a value: the owner and the field that declare it. */
interface Place {
  readonly type: string
  readonly field?: string
}

type TupleSchema = Extract<TypeExpr, { tuple: unknown }>
type EnumDefinition = Definition & { kind: "enum" }
type UnionDefinition = Definition & { kind: "union" }

/**
 * How many steps a path may have. Values from other people nest (a bot's menu holds menus), and
 * must not overflow the stack; what the core was recorded to say has no more than 13.
 */
const deepest = 128

const noNames: ReadonlySet<string> = new Set()

/** Walks a value and its declaration together and collects the problems. */
export class Check {
  readonly problems: Problem[] = []
  readonly #definitions: ReadonlyMap<string, Definition>
  readonly #lenient: Leniency
  readonly #trail: (string | number)[] = []
  #tooDeep = false

  constructor(definitions: ReadonlyMap<string, Definition>, lenient: Leniency) {
    this.#definitions = definitions
    this.#lenient = lenient
  }

  /**
   * Checks `value` against the definition of this name.
   *
   * @throws {RangeError} when the schema declares nothing of that name
   */
  named(name: string, value: unknown): void {
    const definition = this.#definitions.get(name)
    if (definition === undefined) throw new RangeError(`the schema declares no ${name}`)
    if (definition.kind === "enum") this.#enum(definition, value)
    else if (!isObject(value)) this.#problem("kind", { type: name }, "an object", kindOf(value))
    else if (definition.kind === "record") this.#fields(definition, value, false)
    else this.#union(definition, value)
  }

  /** Checks `value` against a type expression. */
  type(type: TypeExpr, value: unknown, place: Place): void {
    if (typeof type === "string") {
      const problem = basicProblem(type, value)
      if (problem !== undefined) this.#problem(problem.rule, place, type, problem.found)
    } else if ("ref" in type) {
      this.named(type.ref, value)
    } else if ("map" in type) {
      if (!isObject(value)) this.#problem("kind", place, nameOf(type), kindOf(value))
      else for (const key of Object.keys(value)) this.#at("*", type.map, value[key], place)
    } else if ("nullable" in type) {
      if (value !== null) this.type(type.nullable, value, place)
    } else if (!Array.isArray(value)) {
      this.#problem("kind", place, nameOf(type), kindOf(value))
    } else if ("tuple" in type) {
      this.#tuple(type, value, place)
    } else {
      if (type.nonEmpty && value.length === 0) {
        this.#problem("nonEmpty", place, nameOf(type), "an empty array")
      }
      for (let i = 0; i < value.length; i++) this.#at(i, type.array, value[i], place)
    }
  }

  #tuple(type: TupleSchema, value: readonly unknown[], place: Place): void {
    const { tuple } = type
    if (value.length !== tuple.length) {
      const found = `an array of ${value.length}`
      this.#problem("length", place, nameOf(type), found)
      return
    }
    for (const [index, element] of tuple.entries()) this.#at(index, element, value[index], place)
  }

  #union({ owner, members, catchAll }: UnionDefinition, value: Record<string, unknown>): void {
    const tag = value["type"]
    if (typeof tag !== "string") {
      const rule = tag === undefined ? "required" : "kind"
      this.#problem(rule, { type: owner, field: "type" }, `a tag of ${owner}`, kindOf(tag))
      return
    }
    const member = members.get(tag)
    if (member !== undefined) this.#fields(member, value, true)
    else if (!catchAll && !this.#lenient.tags) {
      this.#problem("tag", { type: owner, field: "type" }, `a tag of ${owner}`, "another tag")
    }
  }

  #enum({ owner, values, open, tagged }: EnumDefinition, value: unknown): void {
    const text = tagged && isObject(value) ? value["type"] : value
    const place = { type: owner }
    if (typeof text !== "string") {
      this.#problem("kind", place, `one of ${owner}`, kindOf(text))
    } else if (!values.has(text) && !open && !this.#lenient.tags) {
      this.#problem("value", place, `one of ${owner}`, "another text")
    }
    if (tagged && isObject(value)) this.#undeclared(owner, noNames, value, true)
  }

  #fields({ owner, fields, names }: Fields, value: Record<string, unknown>, tagged: boolean): void {
    for (const field of fields) this.#field(owner, field, value[field.name])
    this.#undeclared(owner, names, value, tagged)
  }

  #field(owner: string, { name, type, optional }: FieldSchema, value: unknown): void {
    if (value === undefined || value === null) {
      if (optional) return
      if (value === undefined) {
        this.#trail.push(name)
        this.#problem("required", { type: owner, field: name }, nameOf(type), "nothing")
        this.#trail.pop()
        return
      }
    }
    this.#at(name, type, value, { type: owner, field: name })
  }

  #undeclared(
    owner: string,
    names: ReadonlySet<string>,
    value: Record<string, unknown>,
    tagged: boolean,
  ): void {
    if (this.#lenient.fields) return
    for (const name of Object.keys(value)) {
      if (names.has(name) || (tagged && name === "type") || value[name] === undefined) continue
      this.#trail.push(name)
      const place = { type: owner, field: shown(name) }
      this.#problem("undeclared", place, "nothing", kindOf(value[name]))
      this.#trail.pop()
    }
  }

  #at(step: string | number, type: TypeExpr, value: unknown, place: Place): void {
    if (this.#tooDeep) return
    this.#trail.push(step)
    if (this.#trail.length <= deepest) this.type(type, value, place)
    else {
      this.#tooDeep = true
      this.#problem("depth", place, `at most ${deepest} levels`, "more")
    }
    this.#trail.pop()
  }

  #problem(rule: Rule, place: Place, expected: string, found: string): void {
    this.problems.push({ path: pathOf(this.#trail), ...place, rule, expected, found })
  }
}
