import {
  type Codec,
  type FieldSchema,
  type GrammarNode,
  type Schema,
  referred,
  typeNamed,
} from "./schema.ts"

// Where a grammar leaves out a part, the text of a later parameter may begin as that part does: the
// search `@5` of `/_groups 1 @5` would be read as a contact. This finds each such pair, so that the
// builder refuses such values and no others.

/** A part that may be left out, and what must not follow in its place. */
interface Guard {
  /** A regular expression of how the part begins. */
  pattern: string
  /** The parameter whose text could begin so. */
  param: string
}

/**
 * The guards that a sequence of parts needs, by the index of the part that may be left out.
 *
 * @throws {Error} when the grammar is ambiguous
 */
export function guardsOf(
  nodes: readonly GrammarNode[],
  schema: Schema,
  fields: readonly FieldSchema[],
) {
  const guards = new Map<number, Guard>()
  for (const [index, node] of nodes.entries()) {
    const starts = startsOf(nodes.slice(index + 1), schema, fields)
    for (const start of starts) {
      const hits = openings(node, schema, fields).filter((opening) => collide(opening, start))
      if (hits.length === 0) continue
      if (start.param === undefined || (start.as !== "word" && start.as !== "rest"))
        throw new Error(`the grammar cannot tell ${hits[0]?.literal} from what may follow it`)
      const patterns = hits.map(({ literal, after }) => escape(literal) + after)
      guards.set(index, {
        pattern: patterns.length === 1 ? patterns.join() : `(?:${patterns.join("|")})`,
        param: start.param,
      })
    }
  }
  return guards
}

/** How a part that may be left out begins when it is there. */
interface Opening {
  literal: string
  /** A regular expression of what must come after the literal. */
  after: string
}

/** How the text of a sequence can begin: a literal, then a parameter's text or the end. */
interface Start {
  literal: string
  as?: Codec
  param?: string
}

const firstOf: Record<Codec, string> = {
  number: String.raw`\d`,
  numbers: String.raw`\d`,
  word: String.raw`\S`,
  rest: String.raw`\S`,
  onOff: "(?:on|off)",
  choice: "",
  json: String.raw`[{["]`,
  text: "",
  link: "(?:simplex|https?):",
  image: "data:",
  words: String.raw`\S`,
  texts: "",
  menu: String.raw`\S`,
  cryptoFile: String.raw`.`,
  name: String.raw`[^\s#@]`,
  names: String.raw`[^\s#]`,
  enclosed: String.raw`[^\s#@]`,
  message: String.raw`\S`,
  quote: String.raw`\(`,
  digits: String.raw`\d`,
  password: String.raw`\S`,
}

/** What could be read at the end of a part, or instead of it, when it was left out. */
function openings(node: GrammarNode, schema: Schema, fields: readonly FieldSchema[]): Opening[] {
  const opening = ({ literal, as }: Start) => ({
    literal,
    after: as === undefined ? "" : firstOf[as],
  })
  const last = (nodes: readonly GrammarNode[], fields: readonly FieldSchema[]) =>
    nodes.slice(-1).flatMap((node) => openings(node, schema, fields))
  if ("flag" in node)
    return node.bare
      ? [node.literal, ...(node.reads ?? [])].map((literal) => ({ literal, after: "" }))
      : [{ literal: node.literal, after: firstOf.onOff }]
  if ("optional" in node) {
    // With something else to write in its place, it is never left out.
    return node.else === undefined ? startsOf(node.then, schema, fields).map(opening) : []
  }
  if ("either" in node) {
    const [only] = node.either
    const others = node.reads.flatMap(({ nodes }) => startsOf(nodes, schema, fields))
    return only !== undefined && "optional" in only && only.else === undefined
      ? [...openings(only, schema, fields), ...others.map(opening)]
      : last(node.either, fields)
  }
  if ("cases" in node) return node.cases.flatMap((branch) => last(branch.then, fields))
  if ("param" in node && node.as === "text") {
    const { text, fields: inner } = textOf(node.param, schema, fields)
    return last(text, inner)
  }
  return []
}

function startsOf(
  nodes: readonly GrammarNode[],
  schema: Schema,
  fields: readonly FieldSchema[],
): Start[] {
  const [node, ...rest] = nodes
  if (node === undefined) return [{ literal: "" }]
  const follow = (first: readonly GrammarNode[]) => startsOf([...first, ...rest], schema, fields)
  if ("literal" in node && !("flag" in node))
    return follow([]).map((start) => ({ ...start, literal: node.literal + start.literal }))
  if ("param" in node) {
    if (node.of !== undefined) return Object.values(node.of).map((literal) => ({ literal }))
    if (node.as !== "text") return [{ literal: "", as: node.as, param: node.param }]
    const { text, fields: inner } = textOf(node.param, schema, fields)
    return startsOf(text, schema, inner).map((start) => ({ ...start, param: node.param }))
  }
  if ("flag" in node) return [{ literal: node.literal }, ...follow([])]
  if ("optional" in node) return [...follow(node.then), ...follow(node.else ?? [])]
  if ("choice" in node) return Object.values(node.choice).map((literal) => ({ literal }))
  if ("cases" in node) return node.cases.flatMap(({ then }) => follow(then))
  if ("when" in node) return [...follow(node.then), ...follow(node.else)]
  if ("not" in node) return follow([])
  if ("anyOf" in node) return node.anyOf.flatMap(({ nodes }) => follow(nodes))
  return follow(node.either)
}

function textOf(param: string, schema: Schema, fields: readonly FieldSchema[]) {
  const field = fields.find(({ name }) => name === param)
  const type = typeNamed(schema, (field === undefined ? undefined : referred(field.type)) ?? param)
  if (type.text === undefined) throw new Error(`${type.name} has no text of its own`)
  return { text: type.text, fields: type.kind === "record" ? type.fields : membersFields(type) }
}

function membersFields(type: ReturnType<typeof typeNamed>): FieldSchema[] {
  return type.kind === "union" ? type.members.flatMap(({ fields }) => fields) : []
}

/** Whether a text that begins as `start` can be read as `opening`. */
function collide({ literal, after }: Opening, start: Start): boolean {
  if (start.literal.startsWith(literal)) {
    const more = start.literal.slice(literal.length)
    // After the same literal JSON begins in one of three ways, anything else in any way.
    if (more === "" && start.as === "json") {
      return ["{", "[", '"'].some((text) => new RegExp(`^${after}`).test(text))
    }
    return more === "" || new RegExp(`^${after}`).test(more)
  }
  if (!literal.startsWith(start.literal) || start.as === undefined) return false
  const wanted = literal.slice(start.literal.length)
  if (start.as === "choice" || start.as === "text") return true
  if (start.as === "onOff") return ["on", "off"].some((text) => text.startsWith(wanted))
  return new RegExp(`^${firstOf[start.as]}`).test(wanted)
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
