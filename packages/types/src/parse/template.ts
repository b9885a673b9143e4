/** Fills a template of the schema: `{"captured": NAME}` is replaced by what was read as NAME. */
export function fill(template: unknown, captured: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(template)) return template.map((element) => fill(element, captured))
  if (typeof template !== "object" || template === null) return template
  if ("captured" in template && typeof template.captured === "string") {
    return captured[template.captured]
  }
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [key, fill(value, captured)]),
  )
}
