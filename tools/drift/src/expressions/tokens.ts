import { ExpressionError } from "./expression.ts"

type Token =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "sign"; readonly text: string }
  | { readonly kind: "end"; readonly text: "" }

const end: Token = { kind: "end", text: "" }

/** The strings, words and signs of an expression, read from left to right. */
export class Tokens {
  readonly #tokens: readonly Token[]
  #next = 0

  /** @throws {ExpressionError} when something is none of these */
  constructor(source: string) {
    this.#tokens = tokensOf(source)
  }

  get next(): Token {
    return this.#tokens[this.#next] ?? end
  }

  take(): Token {
    const token = this.next
    this.#next++
    return token
  }

  /** Takes this word or sign if it is next. */
  takes(text: string): boolean {
    const found = this.next.kind !== "text" && this.next.text === text
    if (found) this.#next++
    return found
  }

  /** @throws {ExpressionError} when something else is next */
  expect(...texts: string[]): void {
    for (const text of texts) if (!this.takes(text)) this.fail(text)
  }

  word(): string {
    const { kind, text } = this.next
    if (kind !== "word") this.fail("a name")
    this.#next++
    return text
  }

  /** @throws {ExpressionError} always */
  fail(wanted: string): never {
    const found = this.next.kind === "end" ? "its end" : JSON.stringify(this.next.text)
    throw new ExpressionError(`expected ${wanted}, found ${found}`)
  }
}

const TOKEN = /\s*(?:'((?:[^'\\]|\\.)*)'|([A-Za-z_]\w*)|(==|!=|[-+?:.,()!])|(\S))/gy

function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  for (const [, text, word, sign, other] of source.trim().matchAll(TOKEN)) {
    if (text !== undefined) tokens.push({ kind: "text", text: text.replaceAll(/\\(.)/g, "$1") })
    else if (word !== undefined) tokens.push({ kind: "word", text: word })
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign })
    else throw new ExpressionError(`expected an expression, found ${JSON.stringify(other)}`)
  }
  return tokens
}
