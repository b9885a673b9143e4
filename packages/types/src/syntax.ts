// What the generated builders write parameters with: one small function per way of writing, so that
// an application carries those alone that its commands use. Each takes the value and, for errors,
// its place in the command; each throws a CommandSyntaxError for what would not read back.
//
// Types say what a value is, but callers may be JavaScript: every function checks. A place is that
// of a whole parameter, so the messages suit what is inside it as well ("takes", not "must be").
// Arrow functions and short messages, because APICreateMyAddress with all that it needs must stay
// below 400 bytes, and every command below 1,400.

import { fail } from "./syntax-error.ts"

/** A count or an id: the core reads decimal digits, and JavaScript is exact up to 2^53 - 1. */
export const number = (value: number, at: string): number =>
  Number.isSafeInteger(value) && value >= 0 ? value : fail(at, "safe integers >= 0")

/** Numbers joined by commas. Not `map`, which would skip the holes of a sparse array. */
export const numbers = (values: readonly number[], at: string): string =>
  Array.isArray(values) && values.length > 0
    ? Array.from(values as readonly number[], (value) => number(value, at)).join()
    : fail(at, "an array with at least one number")

/** Text that ends at the next blank. A lone surrogate (Cs) has no UTF-8, so the core cannot get it. */
export const word = (value: string, at: string): string =>
  typeof value === "string" && /^[^\s\p{Cc}\p{Cs}]+$/u.test(value)
    ? value
    : fail(at, "a word, without control characters")

/** A moment, as JSON has it. */
export const utcTime = (value: string, at: string): string =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\dT[\d:]{8}(\.\d{1,12})?Z$/.test(value) &&
  // `Date` makes March 3 of February 31, and nothing of what is no time at all.
  new Date(value).toJSON()?.startsWith(value.slice(0, 19))
    ? value
    : fail(at, "times such as 2026-05-15T12:30:00Z")

/** Text that ends with the command: the core trims blanks at its end, and cuts it at NUL. */
export const rest = (value: string, at: string): string =>
  typeof value === "string" && /^\S(.*\S)?$/u.test(value) && !/[\0\p{Cs}]/u.test(value)
    ? value
    : fail(at, "one line of text without blanks at its edges, not empty")

/** A boolean. `undefined` is none: only optional parameters may be left out. */
export const bool = (value: boolean, at: string): boolean =>
  value === !!value ? value : fail(at, "booleans")

/** A boolean, written `on` or `off`. */
export const onOff = (value: boolean, at: string): string => (bool(value, at) ? "on" : "off")

/** A value of an enumeration, as it is. */
export const choice = <Value extends string>(
  value: Value,
  at: string,
  constants: Readonly<Record<string, Value>>,
  values = Object.values(constants),
): Value => (values.includes(value) ? value : fail(at, values.join(" or ")))

/** One of some texts, such as that of a value of an enumeration. */
export const symbol = <Value extends string>(
  value: Value,
  at: string,
  texts: Readonly<Partial<Record<Value, string>>>,
  values = Object.keys(texts),
): string =>
  // Not `texts[value] ??`, which would find "constructor".
  values.includes(value) ? (texts[value] as string) : fail(at, values.join(" or "))

/** An absent part, once what follows it cannot be read as that part. */
export const absent = (following: string, reads: RegExp, at: string): "" =>
  reads.test(following) ? fail(at, "no text that begins as another parameter") : ""

/** Adds the text of an enumeration's values to them, aside from what `Object.values` lists. */
export const withText = <Values extends object, Text extends object>(
  values: Values,
  text: Text,
): Values & Text => {
  for (const [name, value] of Object.entries(text)) Object.defineProperty(values, name, { value })
  return values as Values & Text
}
