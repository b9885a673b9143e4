// How the generated builders write parameters as JSON; see syntax.ts.

import { CommandSyntaxError } from "./syntax-error.ts"

/** An object of a declared type, whose numbers are all integers. */
export function jsonObject(value: object, at: string): string {
  return json(value, Number.isSafeInteger, /^\{/) ?? fail(at, "an object", "whole")
}

/** An array of a declared type, with at least one element. */
export function jsonArray(value: readonly unknown[], at: string): string {
  return json(value, Number.isSafeInteger, /^\[[^\]]/) ?? fail(at, "an array, not empty,", "whole")
}

/** A string, in quotes. */
export function jsonString(value: string, at: string): string {
  return json(value, Number.isSafeInteger, /^"/) ?? fail(at, "a string", "whole")
}

/** An object of the application's own. */
export function jsonData(value: object, at: string): string {
  return json(value, Number.isFinite, /^\{/) ?? fail(at, "an object", "finite")
}

/**
 * JSON that reads back as the value, or nothing: `JSON.stringify` itself writes `null` for NaN and
 * for a hole in an array, leaves functions out, and throws for a cycle.
 */
function json(value: unknown, isNumber: (value: unknown) => boolean, shape: RegExp) {
  try {
    const text = JSON.stringify(value, function (this: unknown, key, value: unknown) {
      const type = typeof value
      const fits =
        type === "number"
          ? isNumber(value)
          : type === "string"
            ? isUnicode(value as string)
            : type === "undefined"
              ? !Array.isArray(this)
              : type === "object" || type === "boolean"
      if (fits && isUnicode(key)) return value
      throw new TypeError()
    })
    if (shape.test(text)) return text
  } catch {
    // What was thrown can quote the value, so it is not passed on.
  }
  return undefined
}

/** Half of a surrogate pair has no UTF-8: the core would get another character. */
function isUnicode(text: string): boolean {
  return !/\p{Cs}/u.test(text)
}

function fail(at: string, kind: string, numbers: string): never {
  throw new CommandSyntaxError(at, `must be ${kind} of JSON data with ${numbers} numbers only`)
}
