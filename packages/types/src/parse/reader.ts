import type {
  AlternativeNode,
  Codec,
  FieldSchema,
  FlagNode,
  GrammarNode,
  OptionalNode,
  TypeExpr,
  TypeSchema,
} from "../schema.ts"
import { type Read, readChoice, readJson, readPlain, wanted } from "./codec.ts"
import type { Furthest } from "./furthest.ts"
import { fill } from "./template.ts"
import type { Types } from "./types.ts"

/** What has been read, by field. */
export type Values = Readonly<Record<string, unknown>>

/** How far reading is. Never changed: each step makes a new one, so that one can go back. */
interface Progress {
  readonly at: number
  readonly values: Values
  /** The types of the fields that the grammar's nodes name. */
  readonly fields: ReadonlyMap<string, TypeExpr>
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

  /** The values of `fields` when `nodes` read the whole text. */
  whole(nodes: readonly GrammarNode[], fields: readonly FieldSchema[]): Values | undefined {
    let result: Values | undefined
    this.#sequence(nodes, start(0, fields), ({ at, values }) => {
      if (at < this.#text.length) this.#furthest.record(at, "the end")
      else result = values
      return result !== undefined
    })
    return result
  }

  #sequence(nodes: readonly GrammarNode[], from: Progress, next: Next): boolean {
    const [node, ...rest] = nodes
    if (node === undefined) return next(from)
    const then: Next = (progress) => this.#sequence(rest, progress, next)

    if ("flag" in node) return this.#flag(node, from, then)
    if ("literal" in node) {
      return [node.literal, ...(node.reads ?? [])].some((literal) => {
        const at = this.#literal(literal, from.at, nextParam(rest))
        return at !== undefined && then({ ...from, at })
      })
    }
    if ("param" in node) return this.#param(node, from, then)
    if ("optional" in node) return then(this.#optional(node, from) ?? from)
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
    throw new TypeError("the text of an enumeration stands alone")
  }

  /** Where the literal ends, if it is here. */
  #literal(literal: string, at: number, parameter?: string): number | undefined {
    if (this.#text.startsWith(literal, at)) return at + literal.length
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

  #param({ param, as }: { param: string; as: Codec }, from: Progress, next: Next): boolean {
    const type = from.fields.get(param)
    const declared = this.#types.named(type)
    const found = ({ value, end }: Read) => next(having({ ...from, at: end }, param, value))
    if (as === "text" && declared !== undefined) return this.#ownText(declared, from.at, found)

    const read = this.#read(as, declared, from.at)
    // Some types allow less than the codec: an id is no number beyond 2^53, a time no other word.
    const problem = read && type && this.#types.problem(type, read.value)
    if (read !== undefined && problem === undefined) return found(read)
    this.#furthest.record(from.at, wanted(as, type), param, problem)
    return false
  }

  #read(as: Codec, type: TypeSchema | undefined, at: number): Read | undefined {
    if (as === "json") return readJson(this.#text, at)
    if (as === "choice") {
      return type?.kind === "enum" ? readChoice(type, this.#text, at) : undefined
    }
    return as === "text" ? undefined : readPlain(as, this.#text, at)
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
    return this.#sequence(nodes, start(at, fields), (to) => next({ value: to.values, end: to.at }))
  }

  /** An alternative that is only read; what it captures beyond the fields serves its templates. */
  #alternative({ nodes, gives }: AlternativeNode, from: Progress, next: Next): boolean {
    return this.#sequence(nodes, from, (to) => {
      const kept = Object.entries(to.values).filter(
        ([name]) => name in from.values || to.fields.has(name),
      )
      const given = Object.entries(gives).map(([name, value]) => [name, fill(value, to.values)])
      return next({ ...to, values: Object.fromEntries([...kept, ...given]) as Values })
    })
  }

  /** The first way in which an optional part reads on, where it may stand at all. */
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

function start(at: number, fields: readonly FieldSchema[]): Progress {
  return { at, values: {}, fields: new Map(fields.map(({ name, type }) => [name, type])) }
}

function having(progress: Progress, name: string, value: unknown): Progress {
  return { ...progress, values: { ...progress.values, [name]: value } }
}

/** The parameter that a literal introduces. */
function nextParam([node]: readonly GrammarNode[]): string | undefined {
  return node !== undefined && "param" in node ? node.param : undefined
}
