// What both sides are brought to before they are compared: names, and types as the reference
// writes them, without descriptions.

/** The API that SimpleX Chat's reference and our schema both describe. */
export interface Api {
  readonly commands: readonly Command[]
  readonly responses: readonly Message[]
  readonly events: readonly Event[]
  readonly types: readonly Type[]
  /** The tags of the errors that commands are said to fail with. */
  readonly errors: readonly string[]
}

export interface Command {
  readonly name: string
  readonly category: string
  readonly network: string
  readonly params: readonly Field[]
  readonly syntax: string
  /** The tags of its answers. */
  readonly responses: readonly string[]
}

/** A response or a member of a union. */
export interface Message {
  readonly name: string
  readonly tag: string
  readonly fields: readonly Field[]
}

export interface Event extends Message {
  readonly category: string
}

export type Type = { readonly name: string; readonly syntax: string } & (
  | { readonly kind: "record"; readonly fields: readonly Field[] }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "union"; readonly members: readonly Message[] }
)

export interface Field {
  readonly name: string
  /** `bool`, `User`, `[int64]`, `{string : CIMention}`. */
  readonly type: string
  readonly optional: boolean
}
