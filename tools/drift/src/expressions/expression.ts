// An expression that writes a command in a programming language, reduced to what it writes.

export type Expression =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "value"
      readonly name: string
      readonly as: "plain" | "text" | "json" | "list"
    }
  | { readonly kind: "sum"; readonly parts: readonly Expression[] }
  | {
      readonly kind: "choice"
      readonly condition: Condition
      readonly yes: Expression
      readonly no: Expression
    }

/** That a value is given or true, or the opposite, or equals a text. */
export interface Condition {
  readonly name: string
  readonly is: "there" | "not there" | { readonly text: string }
}

/** An expression that cannot be read; `message` says what was found instead of what. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError"
}

/** A value of the kind that the language's function for it writes. */
export function valueOf(name: string, as: "plain" | "text" | "json" | "list"): Expression {
  return { kind: "value", name, as }
}

/** The parts one after another. */
export function sumOf(parts: readonly Expression[]): Expression {
  const [only, ...others] = parts
  return only !== undefined && others.length === 0 ? only : { kind: "sum", parts }
}
