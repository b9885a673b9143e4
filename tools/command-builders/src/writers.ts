import { quote, type Scope, sum, symbol, writerOf } from "./builder.ts"
import { importsOf } from "./imports.ts"
import type { CasesNode, LiteralNode, GrammarNode, Schema, TypeSchema } from "./schema.ts"

// The module of the functions that write the types with text of their own. They are separate from
// the constants that users see, so that a command carries no more of them than it writes.

/** The module with the functions, without a header. */
export function writersModule(schema: Schema, homes: ReadonlyMap<string, string>): string {
  const uses = new Set<string>()
  const types = schema.types.filter(({ text }) => text !== undefined)
  const functions = types.map((type) => {
    const code = written(type, { schema, uses })
    return `/** Writes a {@link ${type.name}}. */
      export const ${writerOf(type)} = (value: ${type.name}, at: string): string => ${code}`
  })
  const imports = importsOf(uses, "text.ts", homes).map(
    ({ namedImports, moduleSpecifier }) =>
      `import { ${(namedImports as string[]).join(", ")} } from "${moduleSpecifier}"`,
  )
  const names = types.map(({ name }) => name).join(", ")
  imports.push(`import type { ${names} } from "./types/index.ts"`)
  return `${imports.join("\n")}\n\n${functions.join("\n\n")}\n`
}

function written(type: TypeSchema, { schema, uses }: Pick<Scope, "schema" | "uses">): string {
  const scope = (fields: Scope["fields"], value: string): Scope => ({
    schema,
    fields,
    value: (field) => `${value}.${field}`,
    // The place stays that of the whole value: it names the parameter, which is what matters.
    at: () => "at",
    uses,
  })
  const { text = [] } = type
  const [only] = text
  if (type.kind === "record") return sum(text, scope(type.fields, "value?"))
  if (text.length === 1 && only !== undefined) {
    if (type.kind === "enum" && "choice" in only)
      return symbol(["value", "at"], only.choice, { uses })
    if (type.kind === "union" && "cases" in only) {
      const fields = new Map(type.members.map((member) => [member.tag, member.fields]))
      return cases(only, (tag) => scope(fields.get(tag) ?? [], "value"))
    }
  }
  throw new Error(`the text of ${type.name} does not suit its kind, ${type.kind}`)
}

/** A union: the literal that its member begins with, then the rest, which members often share. */
function cases({ cases }: CasesNode, scope: (tag: string) => Scope): string {
  const heads: Record<string, string> = {}
  const tails = new Map<string, string[]>()
  for (const { tag, then } of cases) {
    const [head, ...rest] = then
    if (!isLiteral(head)) throw new Error(`the text of ${tag} must begin with a literal`)
    heads[tag] = head.literal
    const tail = sum(rest, scope(tag))
    tails.set(tail, [...(tails.get(tail) ?? []), tag])
  }
  const { uses } = scope("")
  const head = symbol(["value?.type", "at"], heads, { uses })
  const [[last] = [""], ...others] = [...tails].toSorted(([, a], [, b]) => b.length - a.length)
  const branches = others.map(([tail, tags]) => {
    const isOne = tags.map((tag) => `value.type === ${quote(tag)}`).join(" || ")
    return `${isOne} ? ${tail} : `
  })
  return branches.length === 0 ? `${head} + ${last}` : `${head} + (${branches.join("")}${last})`
}

function isLiteral(node: GrammarNode | undefined): node is LiteralNode {
  return node !== undefined && "literal" in node && !("flag" in node)
}
