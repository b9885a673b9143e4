// How the generated builders write parameters as JSON; see syntax.ts.

import { fail } from "./syntax-error.ts"

/**
 * JSON that reads back as a value of a declared type. `JSON.stringify` itself writes `null` for NaN
 * and for what is missing in an array, and throws for a cycle.
 *
 * @param first what the JSON of such a value begins with; an array has at least one element
 */
export const json = (
  value: unknown,
  at: string,
  first: "{" | "[" | '"',
  isNumber = Number.isSafeInteger,
): string => {
  try {
    const text = JSON.stringify(value, function (this: unknown, _, value: unknown) {
      const isLost =
        typeof value === "number" ? !isNumber(value) : value === undefined && Array.isArray(this)
      // What JSON.stringify throws for.
      return isLost ? 0n : value
    })
    // Half of a surrogate pair is escaped, after an even number of backslashes. The core reads none.
    if (text[0] === first && text !== "[]" && !/[^\\](\\\\)*\\ud/.test(text)) return text
  } catch {
    // What was thrown can quote the value, so it is not passed on.
  }
  return fail(at, "takes JSON of its type")
}

/** JSON of an application's own object, with any numbers that JSON can hold. */
export const jsonData = (value: object, at: string, first: "{"): string =>
  json(value, at, first, Number.isFinite)
