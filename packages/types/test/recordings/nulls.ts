import type { Problem } from "../../src/validate.ts"

/** How a value differs from its declaration. */
export type Complaint = Pick<Problem, "path" | "rule" | "expected" | "found">

/** What holds any JSON, and tuples, in which `null` is how the core writes that there is nothing. */
const anything = new Set(["customData", "data", "fileMeta", "json"])

/**
 * Every `null`. The core leaves out what is absent; `validate` lets `null` through for the sake of
 * other cores, so a strict check must look for it.
 */
export function nullsIn(value: unknown, path = "$"): Complaint[] {
  if (value === null) return [{ path, rule: "kind", expected: "no null", found: "null" }]
  if (typeof value !== "object") return []
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => nullsIn(element, `${path}[${index}]`))
  }
  return Object.entries(value)
    .filter(([name]) => !anything.has(name))
    .flatMap(([name, inner]) => nullsIn(inner, `${path}.${name}`))
}
