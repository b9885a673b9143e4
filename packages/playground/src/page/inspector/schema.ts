/** The part of the API's schema that documents JSON. */
export interface Schema {
  readonly types: readonly Named[]
  readonly responses: readonly Tagged[]
  readonly events: readonly Tagged[]
  readonly commands: readonly {
    readonly name: string
    readonly description?: string
    readonly syntax: string
  }[]
}

export type TypeExpression =
  | string
  | { readonly ref: string }
  | { readonly array: TypeExpression }
  | { readonly map: TypeExpression }
  | { readonly tuple: readonly TypeExpression[] }

interface Field {
  readonly name: string
  readonly type: TypeExpression
  readonly description?: string
}

interface Tagged {
  readonly tag: string
  readonly description?: string
  readonly fields: readonly Field[]
}

type Named = { readonly name: string; readonly description?: string } & (
  | { readonly kind: "record"; readonly fields: readonly Field[] }
  | { readonly kind: "union"; readonly members: readonly Tagged[] }
  | {
      readonly kind: "enum"
      readonly values: readonly { readonly value: string; readonly description?: string }[]
    }
)

/** What the schema says about one place in JSON. */
export interface Doc {
  /** As in TypeScript: `T.ChatItem[]`. */
  readonly type: string
  readonly description: string | undefined
}

/** A value and what is known of its type. */
export interface Typed {
  readonly doc: Doc | undefined
  /** The type of a child by its name or index; undefined when the schema does not know it. */
  child(key: string): Typed | undefined
}

let loaded: Promise<Schema> | undefined

/** Loads the schema once. */
export const loadSchema = (): Promise<Schema> =>
  (loaded ??= fetch("schema.json").then((response) => response.json() as Promise<Schema>))

/** The type of an answer or event by its tag, or of anything else by the name of its type. */
export function typedRoot(
  schema: Schema,
  { of, tag }: { readonly of: "responses" | "events" | "types"; readonly tag: string },
  value: unknown,
): Typed | undefined {
  if (of === "types") return typed(schema, { ref: tag }, value, undefined)
  const found = schema[of].find((one) => one.tag === tag)
  if (found === undefined) return undefined
  const doc = { type: `${of === "events" ? "CEvt" : "CR"} ${tag}`, description: found.description }
  return { doc, child: (key) => ofField(schema, found.fields, key, value) }
}

function typed(
  schema: Schema,
  expression: TypeExpression,
  value: unknown,
  description: string | undefined,
): Typed {
  const doc = (of?: string): Doc => ({ type: nameOf(expression), description: description ?? of })
  if (typeof expression === "string") return { doc: doc(), child: () => undefined }
  if ("array" in expression || "map" in expression) {
    const inner = "array" in expression ? expression.array : expression.map
    return { doc: doc(), child: (key) => typed(schema, inner, childOf(value, key), undefined) }
  }
  if ("tuple" in expression) {
    const child = (key: string) => {
      const inner = expression.tuple[Number(key)]
      return inner === undefined ? undefined : typed(schema, inner, childOf(value, key), undefined)
    }
    return { doc: doc(), child }
  }
  const named = schema.types.find(({ name }) => name === expression.ref)
  switch (named?.kind) {
    case "record":
      return {
        doc: doc(named.description),
        child: (key) => ofField(schema, named.fields, key, value),
      }
    case "union": {
      const tag = childOf(value, "type")
      const member = named.members.find((one) => one.tag === tag)
      return {
        doc: doc(member?.description ?? named.description),
        child: (key) => ofField(schema, member?.fields ?? [], key, value),
      }
    }
    case "enum": {
      const chosen = named.values.find((one) => one.value === value)
      return { doc: doc(chosen?.description ?? named.description), child: () => undefined }
    }
    case undefined:
      return { doc: doc(), child: () => undefined }
  }
}

function ofField(
  schema: Schema,
  fields: readonly Field[],
  key: string,
  value: unknown,
): Typed | undefined {
  const field = fields.find(({ name }) => name === key)
  if (field === undefined) return undefined
  return typed(schema, field.type, childOf(value, key), field.description)
}

const childOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined

function nameOf(expression: TypeExpression): string {
  if (typeof expression === "string") return expression
  if ("ref" in expression) return `T.${expression.ref}`
  if ("array" in expression) return `${nameOf(expression.array)}[]`
  if ("map" in expression) return `Record<string, ${nameOf(expression.map)}>`
  return `[${expression.tuple.map(nameOf).join(", ")}]`
}
