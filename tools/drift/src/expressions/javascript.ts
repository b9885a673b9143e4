// The JavaScript of the reference: strings, names and calls joined by `+`, and `? :`.

import { type Condition, type Expression, sumOf, valueOf } from "./expression.ts"
import { Tokens } from "./tokens.ts"

/**
 * Reads `'/_user ' + userId + (viewPwd ? ' ' + JSON.stringify(viewPwd) : '') // JavaScript`.
 *
 * @throws {ExpressionError} when it is written in another way
 */
export function readJavaScript(source: string): Expression {
  const tokens = new Tokens(source.replace(/\s*\/\/ JavaScript\s*$/, ""))
  const read = expression(tokens)
  if (tokens.next.kind !== "end") tokens.fail("its end")
  return read
}

function expression(tokens: Tokens): Expression {
  if (tokens.takes("typeof")) {
    const name = tokens.word()
    tokens.expect("==")
    if (tokens.take().text !== "boolean") tokens.fail("'boolean'")
    return choice(tokens, { name, is: "there" })
  }
  if (tokens.takes("!")) return choice(tokens, { name: tokens.word(), is: "not there" })

  const parts = [term(tokens)]
  while (tokens.takes("+")) parts.push(term(tokens))
  const [first] = parts
  const name = first?.kind === "value" && parts.length === 1 ? first.name : undefined
  if (name !== undefined && tokens.takes("==")) {
    const { kind, text } = tokens.take()
    if (kind !== "text") tokens.fail("a text")
    return choice(tokens, { name, is: { text } })
  }
  if (name !== undefined && tokens.next.text === "?") return choice(tokens, { name, is: "there" })
  return sumOf(parts)
}

function choice(tokens: Tokens, condition: Condition): Expression {
  tokens.expect("?")
  const yes = expression(tokens)
  tokens.expect(":")
  return { kind: "choice", condition, yes, no: expression(tokens) }
}

function term(tokens: Tokens): Expression {
  if (tokens.next.kind === "text") return { kind: "text", text: tokens.take().text }
  if (tokens.takes("(")) {
    const inner = expression(tokens)
    tokens.expect(")")
    return inner
  }
  const name = tokens.word()
  if (!tokens.takes(".")) return valueOf(name, "plain")
  const method = tokens.word()
  tokens.expect("(")
  if (method === "join") {
    if (tokens.take().text !== ",") tokens.fail("','")
    tokens.expect(")")
    return valueOf(name, "list")
  }
  const argument = tokens.word()
  tokens.expect(")")
  if (name === "JSON" && method === "stringify") return valueOf(argument, "json")
  if (method === "cmdString") return valueOf(argument, "text")
  return tokens.fail("join, JSON.stringify or cmdString")
}
