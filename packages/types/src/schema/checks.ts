/** Throws when a value does not have a shape, with the place. */
export type Check = (value: unknown, at: string) => void

/** A text. */
export const text: Check = (value, at) => {
  if (typeof value !== "string") refuse(at, "a text")
}

/** `true`, as flags are either that or absent. */
export const yes: Check = (value, at) => {
  if (value !== true) refuse(at, "true")
}

/** One of some texts. */
export const one =
  (...values: string[]): Check =>
  (value, at) => {
    if (!values.some((other) => other === value)) refuse(at, `one of ${values.join(", ")}`)
  }

/** An array of such elements. */
export const list =
  (element: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) refuse(at, "an array")
    for (const [index, one] of value.entries()) element(one, `${at}[${index}]`)
  }

/** An object with any keys and such values. */
export const map =
  (of: Check): Check =>
  (value, at) => {
    for (const [key, one] of Object.entries(object(value, at))) of(one, `${at}.${key}`)
  }

/** An object with these members; one that may be absent ends in `?`. Others are let through. */
export const members =
  (checks: Record<string, Check>): Check =>
  (value, at) => {
    const found = object(value, at)
    for (const [name, check] of Object.entries(checks)) {
      const key = name.replace("?", "")
      if (key === name || found[key] !== undefined) check(found[key], `${at}.${key}`)
    }
  }

/** An object whose kind is the first of these members that it has. */
export const either =
  (kinds: Record<string, Check>): Check =>
  (value, at) => {
    const found = object(value, at)
    const kind = Object.keys(kinds).find((key) => key in found)
    if (kind === undefined) refuse(at, `an object with one of ${Object.keys(kinds).join(", ")}`)
    kinds[kind]?.(found, at)
  }

function object(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(at, "an object")
  return value as Record<string, unknown>
}

function refuse(at: string, wanted: string): never {
  const place = at === "" ? "it" : at.replace(/^\./, "")
  throw new TypeError(`the schema is damaged: ${place} should be ${wanted}`)
}
