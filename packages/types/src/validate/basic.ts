import { kindOf, type Rule } from "./problem.ts"

/** The types that the schema does not declare: what JSON itself and the core's numbers bring. */
type BasicType =
  "bool" | "string" | "int" | "int64" | "word32" | "double" | "utcTime" | "jsonObject" | "jsonValue"

const utcTime =
  /^(\d{4,})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,12})?Z$/

/** Which rule `value` breaks as a `type`, and what was found; undefined when it is one. */
export function basicProblem(
  type: BasicType,
  value: unknown,
): { rule: Rule; found: string } | undefined {
  switch (type) {
    case "bool":
      return ofKind(typeof value === "boolean", value)
    case "string":
      return ofKind(typeof value === "string", value)
    case "jsonObject":
      return ofKind(isObject(value), value)
    case "jsonValue":
      return undefined
    case "double":
      return ofKind(Number.isFinite(value), value)
    case "int":
    case "int64":
      return integer(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
    case "word32":
      return integer(value, 0, 0xffff_ffff)
    case "utcTime":
      if (typeof value !== "string") return ofKind(false, value)
      return isTime(value) ? undefined : { rule: "format", found: "another text" }
  }
}

/** An object of JSON: no array, no null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** A moment whose day the calendar has; second 60 is a leap second. */
function isTime(text: string): boolean {
  const [, year, month, day] = utcTime.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  // Day 0 of the next month is the last of this one. The calendar repeats itself after 400 years,
  // and of those from 2000 on `Date` knows all.
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}

function ofKind(fits: boolean, value: unknown): { rule: Rule; found: string } | undefined {
  return fits ? undefined : { rule: "kind", found: kindOf(value) }
}

function integer(value: unknown, least: number, most: number) {
  if (typeof value !== "number") return ofKind(false, value)
  if (!Number.isInteger(value)) return { rule: "kind" as const, found: "a fraction" }
  if (value < least || value > most) return { rule: "range" as const, found: "a number beyond it" }
  return undefined
}
