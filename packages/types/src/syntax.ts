// What the generated builders write parameters with: one small function per way of writing, so that
// an application carries those alone that its commands use. Each takes the value and, for errors,
// the place where it stands; each throws a CommandSyntaxError for what would not read back.
//
// Types say what a value is, but callers may be JavaScript: every function checks.

import { CommandSyntaxError } from "./syntax-error.ts"

/** A count or an id: the core reads decimal digits, and JavaScript is exact up to 2^53 - 1. */
export function number(value: number, at: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new CommandSyntaxError(at, "must be a whole number, 0 to 2^53 - 1")
}

/** Numbers joined by commas. */
export function numbers(values: readonly number[], at: string): string {
  // Spread, because `map` would skip the holes of a sparse array.
  if (Array.isArray(values) && values.length > 0)
    return [...values].map((value) => number(value, at)).join()
  throw new CommandSyntaxError(at, "must be an array with at least one number")
}

/** Text that ends at the next blank. A lone surrogate (Cs) has no UTF-8, so the core cannot get it. */
export function word(value: string, at: string): string {
  if (typeof value === "string" && /^[^\s\p{Cc}\p{Cs}]+$/u.test(value)) return value
  throw new CommandSyntaxError(at, "must be text without blanks or control characters, not empty")
}

/** Text that ends with the command: the core trims blanks at its end, and cuts it at NUL. */
export function rest(value: string, at: string): string {
  if (typeof value === "string" && /^\S(.*\S)?$/u.test(value) && !/[\0\p{Cs}]/u.test(value))
    return value
  throw new CommandSyntaxError(
    at,
    "must be one line of text, not empty, without NUL and without blanks at its edges",
  )
}

/** A boolean. `undefined` is none: only optional parameters may be left out. */
export function bool(value: boolean, at: string): boolean {
  if (typeof value === "boolean") return value
  throw new CommandSyntaxError(at, "must be true or false")
}

/** A boolean, written `on` or `off`. */
export function onOff(value: boolean, at: string): string {
  return bool(value, at) ? "on" : "off"
}

/** A value of an enumeration, as it is. */
export function choice<Value extends string>(
  value: Value,
  at: string,
  values: Readonly<Record<string, Value>>,
): Value {
  if (Object.values(values).includes(value)) return value
  throw new CommandSyntaxError(at, `must be one of ${Object.values(values).join(", ")}`)
}

/** A value of an enumeration that has a text for each value. */
export function symbol<Value extends string>(
  value: Value,
  at: string,
  texts: Readonly<Record<Value, string>>,
): string {
  // Not `texts[value] ??`, which would find "constructor".
  if (Object.keys(texts).includes(value)) return texts[value]
  throw new CommandSyntaxError(at, `must be one of ${Object.keys(texts).join(", ")}`)
}

/** An absent part, once what follows it cannot be read as that part. */
export function absent(following: string, reads: RegExp, at: string): "" {
  if (!reads.test(following)) return ""
  throw new CommandSyntaxError(at, "must not begin as another parameter does")
}

/** Adds the text of an enumeration's values to them, aside from what `Object.values` lists. */
export function withText<Values extends object, Text extends object>(
  values: Values,
  text: Text,
): Values & Text {
  for (const [name, value] of Object.entries(text)) Object.defineProperty(values, name, { value })
  return values as Values & Text
}
