// The expressions of the reference say the same as its syntax, in JavaScript and in Python.

import { type Expression, ExpressionError } from "../expressions/expression.ts"
import { readJavaScript } from "../expressions/javascript.ts"
import { readPython } from "../expressions/python.ts"
import { syntaxOf } from "../expressions/syntax.ts"
import type { Field, Type } from "../model.ts"
import type { Report } from "./page.ts"
import type { Written } from "./parts.ts"

/** What a section says about how a command or a type is written. */
export interface Stated {
  readonly name: string
  readonly fields: readonly Field[]
  readonly syntax: string
  readonly expressions: readonly Written[]
  readonly report: Report
  readonly self?: Type
}

const readers: Record<string, (source: string) => Expression> = {
  javascript: readJavaScript,
  python: readPython,
}

/** Reports each expression that cannot be read, or that writes something else than the syntax. */
export function checkExpressions({ report, ...stated }: Stated, types: readonly Type[]): void {
  for (const { language, text, line } of stated.expressions) {
    const problem = problemOf(language, text, { ...stated, types })
    if (problem !== undefined) report(line, `${stated.name}: ${problem}`)
  }
}

function problemOf(
  language: string,
  text: string,
  { syntax, ...names }: Omit<Stated, "report"> & { types: readonly Type[] },
): string | undefined {
  const read = readers[language]
  if (read === undefined)
    return `a syntax in an unknown language, ${language === "" ? "none" : language}`
  try {
    const written = syntaxOf(read(text), names)
    return written === syntax
      ? undefined
      : `the syntax is ${syntax}, but its ${language} writes ${written}`
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return `its ${language} cannot be read: ${error.message}`
  }
}
