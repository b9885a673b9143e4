// Every line that a bot can log, read from the sources: `node test/log-lines/log-lines.ts --write` writes them
// into the manual, and a test compares.

import { globSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"

const bot = join(import.meta.dirname, "..", "..")
export const manual = join(bot, "..", "..", "docs", "operations.md")

export interface LogLine {
  readonly level: string
  readonly message: string
  readonly fields: readonly string[]
}

const levels = ["debug", "info", "warn", "error"]

/** What `logError` adds to the fields that it is given. */
const ofErrors = ["error", "code", "message", "at"]

/** These log what others say. */
const passingOn = ["label", "logging", "problems", "started-bot"].map(
  (name) => `src/bot/${name}.ts`,
)

/** All lines of the sources, by level and message. */
export function logLines(): LogLine[] {
  const files = globSync("src/**/*.ts", { cwd: bot }).filter((file) => !/\.test/.test(file))
  const lines = new Map<string, LogLine>()
  for (const file of files.map((path) => path.replaceAll("\\", "/")).toSorted()) {
    if (passingOn.includes(file)) continue
    for (const line of linesIn(file)) {
      const key = `${line.level} ${line.message}`
      const fields = new Set([...(lines.get(key)?.fields ?? []), ...line.fields])
      lines.set(key, { ...line, fields: [...fields] })
    }
  }
  const rank = ({ level, message }: LogLine) => `${9 - levels.indexOf(level)} ${message}`
  return [...lines.values()].toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

function linesIn(file: string): LogLine[] {
  const text = readFileSync(join(bot, file), "utf8")
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true)
  const found: LogLine[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) found.push(...linesOf(node, source, file))
    node.forEachChild(visit)
  }
  visit(source)
  return found
}

function linesOf(call: ts.CallExpression, source: ts.SourceFile, file: string): LogLine[] {
  const { expression, arguments: given } = call
  const isError = ts.isIdentifier(expression) && expression.text === "logError"
  if (isReport(expression) && given.length === 2 && given[0] !== undefined)
    return texts(given[0], source).map((message) => ({ level: "error", message, fields: ofErrors }))
  const level = isError ? "error" : levelOf(expression)
  const [fields, message] = isError ? [given[1], given[3]] : [given[0], given[1]]
  if (level === undefined || message === undefined || fields === undefined) return []
  const messages = texts(message, source)
  if (messages.length === 0) throw new Error(`${file}: ${message.getText()} cannot be read`)
  const names = [...fieldsOf(fields), ...(isError ? ofErrors : [])]
  return messages.map((text) => ({ level, message: text, fields: [...new Set(names)] }))
}

/** What handlers of `onStart` report with: `bot.report(problem, error)`. */
const isReport = (callee: ts.Expression): boolean => /(^|\.)report$/.test(callee.getText())

/** Of `logger.warn` and `parts.logger.warn`. */
function levelOf(callee: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(callee) || !levels.includes(callee.name.text)) return undefined
  return /(^|\.)logger$/.test(callee.expression.getText()) ? callee.name.text : undefined
}

/** All texts that an expression can be. */
function texts(node: ts.Node, source: ts.SourceFile): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map((span) => `…${span.literal.text}`)
    return [node.head.text + parts.join("")]
  }
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node))
    return texts(node.expression, source)
  if (ts.isConditionalExpression(node))
    return [...texts(node.whenTrue, source), ...texts(node.whenFalse, source)]
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((one) =>
      ts.isPropertyAssignment(one) ? texts(one.initializer, source) : [],
    )
  if (ts.isElementAccessExpression(node)) return texts(node.expression, source)
  if (ts.isIdentifier(node)) {
    const value = initializerOf(node, source)
    return value === undefined ? [] : texts(value, source)
  }
  return []
}

/** What the variable was declared with: the last declaration of this name before its use. */
function initializerOf(use: ts.Identifier, source: ts.SourceFile): ts.Expression | undefined {
  let found: ts.Expression | undefined
  const visit = (node: ts.Node): void => {
    const isIt = ts.isVariableDeclaration(node) && node.name.getText() === use.text
    const isBefore = found === undefined || node.pos < use.pos
    if (isIt && isBefore && node.initializer !== undefined) found = node.initializer
    node.forEachChild(visit)
  }
  visit(source)
  return found
}

/** Names of an object; what is spread into it is `…`. */
function fieldsOf(node: ts.Node): string[] {
  if (!ts.isObjectLiteralExpression(node)) return ["…"]
  return node.properties.map((one) =>
    ts.isSpreadAssignment(one) ? "…" : (one.name?.getText() ?? "…"),
  )
}

export const begin = "<!-- log lines: written by packages/bot/test/log-lines -->"
export const end = "<!-- end of log lines -->"

/** The table, between its marks. */
export function table(): string {
  const rows = logLines().map(({ level, message, fields }) => {
    const named = fields.filter((name) => name !== "…").map((name) => `\`${name}\``)
    const shown = fields.includes("…") ? [...named, "…"] : named
    return `| ${level} | ${message.replaceAll("|", "\\|")} | ${shown.join(", ")} |`
  })
  return ["| level | message | fields |", "| --- | --- | --- |", ...rows].join("\n")
}

/** Without what prettier aligns. */
export const unaligned = (markdown: string): string =>
  markdown
    .replace(/ *\| */g, "|")
    .replace(/-+/g, "-")
    .trim()

/** The table as the manual has it. */
export function written(): string {
  const text = readFileSync(manual, "utf8")
  return text.slice(text.indexOf(begin) + begin.length, text.indexOf(end))
}

if (process.argv.includes("--write")) {
  const text = readFileSync(manual, "utf8")
  const [before, after] = [text.indexOf(begin) + begin.length, text.indexOf(end)]
  writeFileSync(manual, `${text.slice(0, before)}\n\n${table()}\n\n${text.slice(after)}`)
}
