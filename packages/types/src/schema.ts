/**
 * The shape of the API's schema, `@simplex-chat/types/schema.json`. "The schema" in the package's
 * README defines every part. `parse` and `validate` read a copy at run time that has no
 * documentation, so all members that document something are optional.
 *
 * @module
 */

/** A whole API: every type, command, response and event. */
export interface Schema {
  /** The version of SimpleX Chat that it describes. */
  readonly version: string
  readonly types: readonly TypeSchema[]
  readonly commands: readonly CommandSchema[]
  /** In the core's order: the first that reads a text is meant. */
  readonly shorthands?: readonly ShorthandSchema[]
  readonly responses: readonly MemberSchema[]
  readonly events: readonly MemberSchema[]
}

/** What a field holds. A map's keys are strings; only elements of tuples can be `null`. */
export type TypeExpr =
  | "bool"
  | "string"
  | "int"
  | "int64"
  | "word32"
  | "double"
  | "utcTime"
  | "jsonObject"
  | "jsonValue"
  | { readonly ref: string }
  | { readonly array: TypeExpr; readonly nonEmpty?: true }
  | { readonly map: TypeExpr }
  | { readonly tuple: readonly TypeExpr[] }
  | { readonly nullable: TypeExpr }

/** A field of a record, a union's member, a response, an event, or a command's parameter. */
export interface FieldSchema {
  readonly name: string
  readonly type: TypeExpr
  /** Absent on the wire when there is no value; `null` is read as absent too. */
  readonly optional?: true
  readonly description?: string
}

/** A declared type: a record, an enumeration or a union discriminated by `type`. */
export type TypeSchema = RecordSchema | EnumSchema | UnionSchema

interface Declared {
  readonly name: string
  readonly description?: string
  /** The part of the API that it belongs to, which names its module. */
  readonly area?: string
  /** `text` in one line for people. */
  readonly syntax?: string
  /** SimpleX Chat's own reference does not list it. */
  readonly undocumented?: true
  /** How a value is written inside a command. */
  readonly text?: readonly GrammarNode[]
}

/** An object with the same fields always. */
export interface RecordSchema extends Declared {
  readonly kind: "record"
  readonly fields: readonly FieldSchema[]
}

/** One of some strings. */
export interface EnumSchema extends Declared {
  readonly kind: "enum"
  readonly values: readonly EnumValueSchema[]
  /** Any other string can arrive. */
  readonly open?: true
  /** On the wire it is `{"type": VALUE}`; the bare string is read too. */
  readonly tagged?: true
}

/** One value of an enumeration. */
export interface EnumValueSchema {
  readonly value: string
  readonly name: string
  readonly description?: string
  readonly undocumented?: true
}

/** One of several objects, distinguished by `type`. */
export interface UnionSchema extends Declared {
  readonly kind: "union"
  readonly members: readonly MemberSchema[]
}

/** A member of a union, a response or an event: an object whose `type` is `tag`. */
export interface MemberSchema {
  readonly tag: string
  readonly name: string
  readonly description?: string
  /** Only for events: the part of the API that it belongs to. */
  readonly category?: string
  readonly fields: readonly FieldSchema[]
  readonly undocumented?: true
  /** What no other member fits; on the wire it is the sender's original object. */
  readonly catchAll?: true
}

/** A command: what it takes, how it is written, what it answers. */
export interface CommandSchema {
  readonly name: string
  readonly description?: string
  /** The part of the API that it belongs to, which names its module. */
  readonly category?: string
  /** Whether the answer waits for servers, or the command uses them after its answer. */
  readonly network?: Network
  /** `grammar` in one line for people. */
  readonly syntax?: string
  readonly params: readonly ParamSchema[]
  readonly grammar: readonly GrammarNode[]
  /** The tags of its answers. */
  readonly responses: readonly string[]
  readonly undocumented?: true
}

/**
 * A text for people that the core reads as a command, and no builder writes. It may lack parameters:
 * it names chats and members, finds a message by its words, or means the active user.
 */
export interface ShorthandSchema extends AlternativeNode {
  /** The name of the command. */
  readonly command: string
  /** What its nodes read that is no parameter: the core looks up parameters by these. */
  readonly lookup: readonly string[]
}

/** What a command asks of the network. */
export type Network = "no" | "interactive" | "background"

/** A parameter; `unwritten` says why no builder offers it. */
export interface ParamSchema extends FieldSchema {
  readonly unwritten?: string
}

/** How a parameter is written. "The schema" in the package's README defines each. */
export type WrittenCodec =
  | "number"
  | "numbers"
  | "word"
  | "link"
  | "image"
  | "words"
  | "rest"
  | "onOff"
  | "choice"
  | "json"
  | "text"
  | "texts"
  | "name"
  | "digits"
  | "menu"
  | "cryptoFile"

/** How something is read in a text that no builder writes. */
export type ReadCodec = "names" | "enclosed" | "message" | "quote" | "password"

export type Codec = WrittenCodec | ReadCodec

/** One part of a command's text. Parts follow each other without blanks of their own. */
export type GrammarNode =
  | LiteralNode
  | ParamNode
  | { readonly choice: Readonly<Record<string, string>> }
  | FlagNode
  | OptionalNode
  | CasesNode
  | {
      readonly when: readonly string[]
      readonly then: readonly GrammarNode[]
      readonly else: readonly GrammarNode[]
    }
  | { readonly either: readonly GrammarNode[]; readonly reads: readonly AlternativeNode[] }
  | { readonly anyOf: readonly AlternativeNode[] }
  | { readonly not: string }

/** A fixed text, and the other texts that are read in its place. */
export interface LiteralNode {
  readonly literal: string
  readonly reads?: readonly string[]
}

/** The value of a field. */
export interface ParamNode {
  readonly param: string
  readonly as: Codec
  /** For a `choice`: the values that are taken here, each with its text. */
  readonly of?: Readonly<Record<string, string>>
  /** For `texts`: what joins them. */
  readonly by?: string
}

/** A boolean that is written only when it is not the default. */
export interface FlagNode {
  readonly flag: string
  readonly literal: string
  readonly default?: true
  /** The literal alone means true. */
  readonly bare?: true
  readonly reads?: readonly string[]
}

/** A part that is written when a field is given. */
export interface OptionalNode {
  readonly optional: string
  /** The values of fields before it with which alone it may be given. */
  readonly only?: Readonly<Record<string, readonly string[]>>
  readonly then: readonly GrammarNode[]
  /** What is written when it is not given: nothing unless this says so. */
  readonly else?: readonly GrammarNode[]
}

/** A union, by its tag. */
export interface CasesNode {
  readonly cases: readonly CaseNode[]
}

/** How one member of a union is written. */
export interface CaseNode {
  readonly tag: string
  readonly then: readonly GrammarNode[]
}

/** Another way to write the same: only read, never written. */
export interface AlternativeNode {
  readonly nodes: readonly GrammarNode[]
  /** What it sets: JSON, in which `{"captured": NAME}` is replaced by what was read as NAME. */
  readonly gives: Readonly<Record<string, unknown>>
}
