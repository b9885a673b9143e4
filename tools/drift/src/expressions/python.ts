// The Python of the reference: strings, names and calls joined by `+`, and `if else`.

import { type Condition, type Expression, sumOf, valueOf } from "./expression.ts"
import { Tokens } from "./tokens.ts"

/**
 * Reads `'/_user ' + str(userId) + ((' ' + json.dumps(viewPwd)) if viewPwd is not None else '') # Python`.
 *
 * @throws {ExpressionError} when it is written in another way
 */
export function readPython(source: string): Expression {
  const tokens = new Tokens(source.replace(/\s*# Python\s*$/, ""))
  const read = expression(tokens)
  if (tokens.next.kind !== "end") tokens.fail("its end")
  return read
}

function expression(tokens: Tokens): Expression {
  const parts = [term(tokens)]
  while (tokens.takes("+")) parts.push(term(tokens))
  const yes = sumOf(parts)
  if (!tokens.takes("if")) return yes
  const isTrue = condition(tokens)
  tokens.expect("else")
  return { kind: "choice", condition: isTrue, yes, no: expression(tokens) }
}

function condition(tokens: Tokens): Condition {
  if (tokens.takes("not")) return { name: tokens.word(), is: "not there" }
  const value = term(tokens)
  if (value.kind !== "value") return tokens.fail("a name")
  const { name } = value
  if (tokens.takes("==")) {
    const { kind, text } = tokens.take()
    return kind === "text" ? { name, is: { text } } : tokens.fail("a text")
  }
  if (tokens.takes("is")) tokens.expect("not", "None")
  return { name, is: "there" }
}

function term(tokens: Tokens): Expression {
  if (tokens.next.kind === "text") return textOrJoin(tokens)
  if (tokens.takes("(")) {
    const inner = expression(tokens)
    tokens.expect(")")
    return inner
  }
  const name = tokens.word()
  if (name === "json") {
    tokens.expect(".", "dumps")
    return valueOf(argument(tokens), "json")
  }
  if (name === "str") return valueOf(argument(tokens), "plain")
  if (name.endsWith("_cmd_string")) return valueOf(argument(tokens), "text")
  return valueOf(name, "plain")
}

/** A string, or `','.join(map(str, ids))`. */
function textOrJoin(tokens: Tokens): Expression {
  const { text } = tokens.take()
  if (!tokens.takes(".")) return { kind: "text", text }
  tokens.expect("join", "(", "map", "(", "str", ",")
  const name = tokens.word()
  tokens.expect(")", ")")
  return text === "," ? valueOf(name, "list") : tokens.fail("',' to join by")
}

function argument(tokens: Tokens): string {
  tokens.expect("(")
  const name = tokens.word()
  tokens.expect(")")
  return name
}
