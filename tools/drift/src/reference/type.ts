// Types as the reference writes them: `int64`, `[User](./TYPES.md#user)?`, `[[AChatItem](#achatitem)]`.

const LINK = /^\[\s*(\w+)\s*\]\([^)]*\)/
const NAME = /^\w+/

/** undefined when the text is not a type */
export function readType(text: string): { type: string; optional: boolean } | undefined {
  const whole = text.replaceAll(/[`\\]/g, "").trim()
  const optional = whole.endsWith("?")
  const [type, rest] = parse(optional ? whole.slice(0, -1) : whole) ?? []
  return type === undefined || rest?.trim() !== "" ? undefined : { type, optional }
}

/** The type at the start of the text, and what follows it. */
function parse(text: string): [type: string, rest: string] | undefined {
  const start = text.trimStart()
  const link = LINK.exec(start)
  if (link?.[1] !== undefined) return [link[1], start.slice(link[0].length)]
  if (start.startsWith("[")) return enclosed(start.slice(1), "]", (type) => `[${type}]`)
  const map = /^\{\s*string\s*:/.exec(start)
  if (map !== null) return enclosed(start.slice(map[0].length), "}", (type) => `{string : ${type}}`)
  const name = NAME.exec(start)?.[0]
  return name === undefined ? undefined : [name, start.slice(name.length)]
}

function enclosed(
  text: string,
  end: string,
  around: (type: string) => string,
): [string, string] | undefined {
  const [type, rest] = parse(text) ?? []
  const after = rest?.trimStart()
  return type === undefined || !after?.startsWith(end) ? undefined : [around(type), after.slice(1)]
}
