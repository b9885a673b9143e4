import type {
  AlternativeNode,
  Codec,
  FieldSchema,
  FlagNode,
  GrammarNode,
  LiteralNode,
  OptionalNode,
  ParamNode,
  TypeExpr,
  TypeSchema,
} from "../schema.ts"
import { readChoice, readJson, readPlain, textsOf, wanted } from "./codec.ts"
import type { Furthest } from "./furthest.ts"
import { fill } from "./template.ts"
import type { Way } from "./heads.ts"
import type { Read } from "./read.ts"
import type { Types } from "./types.ts"

/** What has been read, by field. */
export type Values = Readonly<Record<string, unknown>>

/** How far reading is. Never changed: each step makes a new one, so that one can go back. */
interface Progress {
  readonly at: number
  readonly values: Values
  /** The fields that the grammar's nodes name, and their types; what is looked up has none. */
  readonly fields: ReadonlyMap<string, TypeExpr | undefined>
}

/** The rest of the work: whether everything from here on can be read too. */
type Next = (progress: Progress) => boolean

/**
 * Reads a text with a grammar of the schema, as the core's parser does. What is optional is taken
 * when it is there, and never given back: a search cannot start like the contact id before it.
 * Only alternatives (`either`, `cases`, `when`, the spellings of a literal) are tried one after
 * another until all that follows fits.
 */
export class Reader {
  readonly #text: string
  readonly #types: Types
  readonly #furthest: Furthest

  constructor(text: string, types: Types, furthest: Furthest) {
    this.#text = text
    this.#types = types
    this.#furthest = furthest
  }

  /** What a command's text holds when it is written in this way, from its beginning to its end. */
  whole({ command, nodes, shorthand }: Way): Values | undefined {
    let result: Values | undefined
    const end: Next = ({ at, ...to }) => {
      if (at < this.#text.length) this.#furthest.record(at, "the end")
      else result = valuesOf(to)
      return result !== undefined
    }
    const from = start(0, command.params, shorthand?.lookup)
    if (shorthand === undefined) this.#sequence(nodes, from, end)
    else this.#alternative(shorthand, from, end)
    return result
  }

  #sequence(nodes: readonly GrammarNode[], from: Progress, next: Next): boolean {
    const [node, ...rest] = nodes
    if (node === undefined) return next(from)
    const then: Next = (progress) => this.#sequence(rest, progress, next)

    if ("flag" in node) return this.#flag(node, from, then)
    if ("literal" in node) {
      return this.#spellings(node, rest).some((literal) => {
        const at = this.#literal(literal, from.at, nextParam(rest))
        return at !== undefined && then({ ...from, at })
      })
    }
    if ("param" in node) return this.#param(node, from, then)
    if ("optional" in node) {
      // The word for "nothing", as in `socks=off`, takes precedence over a value.
      if (node.else !== undefined && this.#sequence(node.else, from, then)) return true
      const given = this.#optional(node, from)
      if (given === undefined && node.else !== undefined) return false
      return then(given ?? from)
    }
    if ("cases" in node) {
      return node.cases.some(({ tag, then: nodes }) =>
        this.#sequence(nodes, having(from, "type", tag), then),
      )
    }
    if ("when" in node) {
      const allTrue = node.when.reduce((progress, flag) => having(progress, flag, true), from)
      return this.#sequence(node.then, allTrue, then) || this.#sequence(node.else, from, then)
    }
    if ("either" in node) {
      return (
        this.#sequence(node.either, from, then) ||
        node.reads.some((other) => this.#alternative(other, from, then))
      )
    }
    if ("not" in node) return !this.#text.startsWith(node.not, from.at) && then(from)
    if ("anyOf" in node) return node.anyOf.some((one) => this.#alternative(one, from, then))
    throw new TypeError("the text of an enumeration cannot be combined")
  }

  /** A blank between two parameters is any white space for the core; inside a word it is a blank. */
  #spellings({ literal, reads = [] }: LiteralNode, [next]: readonly GrammarNode[]) {
    const isGap = literal === " " && !(next !== undefined && "as" in next && next.as === "choice")
    return isGap ? whiteSpace : [literal, ...reads]
  }

  /** Where the literal ends, if it is here. */
  #literal(literal: string, at: number, parameter?: string): number | undefined {
    if (this.#text.startsWith(literal, at)) return at + literal.length
    // Any white space is named as a blank, which is what one would write.
    if (literal !== " " && whiteSpace.includes(literal)) return undefined
    let same = 0
    while (literal[same] === this.#text[at + same]) same++
    this.#furthest.record(at + same, JSON.stringify(literal), parameter)
    return undefined
  }

  #flag({ flag, literal, bare, reads, ...node }: FlagNode, from: Progress, next: Next): boolean {
    for (const spelling of [literal, ...(reads ?? [])]) {
      const at = this.#literal(spelling, from.at, flag)
      if (at === undefined) continue
      if (bare) return next(having({ ...from, at }, flag, true))
      const read = readPlain("onOff", this.#text, at)
      if (read !== undefined) return next(having({ ...from, at: read.end }, flag, read.value))
      this.#furthest.record(at, wanted("onOff", undefined), flag)
    }
    return next(having(from, flag, node.default ?? false))
  }

  #param({ param, as, of, by = "" }: ParamNode, from: Progress, next: Next): boolean {
    const type = from.fields.get(param)
    const declared = this.#types.named(as === "texts" ? elementOf(type) : type)
    const found = ({ value, end }: Read) => next(having({ ...from, at: end }, param, value))
    if (as === "text" && declared !== undefined) return this.#ownText(declared, from.at, found)

    if (as === "texts" && declared !== undefined) {
      return this.#ownTexts({ type: declared, by }, from.at, [], found)
    }

    const read = this.#read({ as, of }, declared, from.at)
    // Some types allow less than the codec: an id is no number beyond 2^53, a time no other word.
    const problem =
      read === undefined || type === undefined ? undefined : this.#types.problem(type, read.value)
    if (read !== undefined && problem === undefined) return found(read)
    this.#furthest.record(from.at, wanted(as, type), param, problem)
    return false
  }

  #read(
    { as, of }: { as: Codec; of: ParamNode["of"] | undefined },
    type: TypeSchema | undefined,
    at: number,
  ): Read | undefined {
    if (as === "json") return readJson(this.#text, at)
    if (as === "choice") {
      const texts = of ?? (type?.kind === "enum" ? textsOf(type) : {})
      return readChoice(texts, this.#text, at)
    }
    return as === "text" || as === "texts" ? undefined : readPlain(as, this.#text, at)
  }

  /** Reads values of a type that has a text of its own, as many as there are. */
  #ownTexts(
    of: { type: TypeSchema; by: string },
    at: number,
    before: readonly unknown[],
    next: (read: Read) => boolean,
  ): boolean {
    return this.#ownText(of.type, at, ({ value, end }) => {
      const values = [...before, value]
      const more = this.#text.startsWith(of.by, end)
      if (more && this.#ownTexts(of, end + of.by.length, values, next)) return true
      return next({ value: values, end })
    })
  }

  /** Reads a value of a type that has a text of its own. */
  #ownText(type: TypeSchema, at: number, next: (read: Read) => boolean): boolean {
    const nodes = type.text ?? []
    if (type.kind === "enum") {
      return nodes.some((node) => {
        if (!("choice" in node)) return false
        return Object.entries(node.choice).some(([value, text]) => {
          const end = this.#literal(text, at)
          return end !== undefined && next({ value, end })
        })
      })
    }
    const fields =
      type.kind === "record" ? type.fields : type.members.flatMap((member) => member.fields)
    return this.#sequence(nodes, start(at, fields), (to) =>
      next({ value: valuesOf(to), end: to.at }),
    )
  }

  /** An alternative that is only read; what it captures serves its templates. */
  #alternative({ nodes, gives }: AlternativeNode, from: Progress, next: Next): boolean {
    return this.#sequence(nodes, from, (to) => {
      const given = Object.entries(gives)
        .map(([name, value]) => [name, fill(value, to.values)] as const)
        .filter(([, value]) => value !== undefined)
      return next({ ...to, values: { ...to.values, ...Object.fromEntries(given) } })
    })
  }

  /** The first way in which an optional part reads on, where it is allowed at all. */
  #optional({ only = {}, then }: OptionalNode, from: Progress): Progress | undefined {
    const allowed = Object.entries(only).every(([field, values]) =>
      values.some((value) => value === from.values[field]),
    )
    if (!allowed) return undefined
    let first: Progress | undefined
    this.#sequence(then, from, (progress) => {
      first = progress
      return true
    })
    return first
  }
}

/** What the core takes for a blank between two parameters. */
const whiteSpace = [" ", "\t", "\n", "\v", "\f", "\r"]

function start(
  at: number,
  fields: readonly FieldSchema[],
  lookup: readonly string[] = [],
): Progress {
  const types: [string, TypeExpr | undefined][] = fields.map(({ name, type }) => [name, type])
  for (const name of lookup) types.push([name, undefined])
  return { at, values: {}, fields: new Map(types) }
}

/** What was read of the fields, without what was captured for templates alone. */
function valuesOf({ values, fields }: Pick<Progress, "values" | "fields">): Values {
  const kept = Object.entries(values).filter(([name]) => fields.has(name) || name === "type")
  return Object.fromEntries(kept)
}

function elementOf(type: TypeExpr | undefined): TypeExpr | undefined {
  return typeof type === "object" && "array" in type ? type.array : undefined
}

function having(progress: Progress, name: string, value: unknown): Progress {
  return { ...progress, values: { ...progress.values, [name]: value } }
}

/** The parameter that a literal introduces. */
function nextParam([node]: readonly GrammarNode[]): string | undefined {
  return node !== undefined && "param" in node ? node.param : undefined
}
