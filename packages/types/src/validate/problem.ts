/** Which rule of the schema a value breaks. */
export type Rule =
  /** A field that must be there is absent. */
  | "required"
  /** A field that is not declared (strict only). */
  | "undeclared"
  /** Another kind of JSON: a string where an object belongs, a fraction where an integer does. */
  | "kind"
  /** A `type` that is not declared (strict only). */
  | "tag"
  /** A value that the enumeration does not have (strict only). */
  | "value"
  /** A number outside its range. */
  | "range"
  /** A text that is not a time. */
  | "format"
  /** An empty array where at least one element belongs. */
  | "nonEmpty"
  /** An array of another length than its type has. */
  | "length"
  /** Nested deeper than any answer, and too deep to be looked into; nothing after it is. */
  | "depth"

/**
 * One way in which a value differs from its declaration. It names declared things and kinds of
 * JSON; nothing that a user wrote (texts, links, keys of maps) is in it.
 */
export interface Problem {
  /**
   * Where: `$` is the value itself, as in `$.chatItems[0].meta.itemId`. A key of a map, and an
   * undeclared field whose name is no plain identifier, is written `*`.
   */
  readonly path: string
  /** What is declared: `CIMeta`, `MsgContent.text`, `ChatEvent.newChatItems`, `APISendMessages`. */
  readonly type: string
  /** The field of `type`, unless the problem is the whole value; `*` as in `path`. */
  readonly field?: string
  readonly rule: Rule
  /** What belongs there: `int64`, `[GroupInfo]`, `one of ChatType`. */
  readonly expected: string
  /** The kind of what is there: `nothing`, `null`, `a string`, `an object`, `another tag`, ... */
  readonly found: string
}

/** The kind of a JSON value, in words. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing"
  if (value === null) return "null"
  if (Array.isArray(value)) return "an array"
  return typeof value === "object" ? "an object" : `a ${typeof value}`
}

const plainName = /^[A-Za-z]\w{0,63}$/

/** A field's name, but for one that could carry a user's text. */
export function shown(name: string): string {
  return plainName.test(name) ? name : "*"
}

/** `$.chatItems[0].meta` */
export function pathOf(trail: readonly (string | number)[]): string {
  let path = "$"
  for (const step of trail) {
    if (typeof step === "number") path += `[${step}]`
    else path += `.${shown(step)}`
  }
  return path
}
