// How the generated builders write parameters as JSON; see syntax.ts.

import { fail } from "./syntax-error.ts"

/**
 * JSON that reads back as a value of a declared type. `JSON.stringify` itself writes `null` for NaN
 * and for what is missing in an array, and throws for a cycle.
 *
 * The error names the functions that its numbers and texts must satisfy: short, and JavaScript's own.
 *
 * @param first what the JSON of such a value begins with: `[{` for an array of at least one object
 */
export const json = (
  value: unknown,
  at: string,
  first: "{" | "[" | "[{" | '"',
  numbers: "isSafeInteger" | "isFinite" = "isSafeInteger",
): string => {
  try {
    const text = JSON.stringify(value, function (this: unknown, _, value: unknown) {
      const isLost =
        typeof value === "number"
          ? !Number[numbers](value)
          : value === undefined && Array.isArray(this)
      // What JSON.stringify throws for.
      return isLost ? 0n : value
    })
    // Half of a surrogate pair is escaped, after an even number of backslashes. The core reads none.
    if (text.startsWith(first) && !/[^\\](\\\\)*\\ud/.test(text)) return text
  } catch {
    // What was thrown can quote the value, so it is not passed on.
  }
  return fail(at, `JSON of its type: ${numbers}, isWellFormed`)
}

/** JSON of an application's own object, with any numbers that JSON can hold. */
export const jsonData = (value: object, at: string, first: "{"): string =>
  json(value, at, first, "isFinite")
