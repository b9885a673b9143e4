// What the parts of a section hold: fields, messages, values, a syntax.

import type { Field, Message } from "../model.ts"
import { quote, type Part, type Report, type Section } from "./page.ts"
import { readType } from "./type.ts"

/** A list of `- name: type`. */
export function fieldsOf({ name, parts }: Section, label: string, report: Report): Field[] {
  const fields: Field[] = []
  for (const line of parts.get(label)?.lines ?? []) {
    const field = line.kind === "item" ? fieldOf(line.text) : undefined
    if (field === undefined) report(line.number, `${name}: not a field: ${quote(line.text)}`)
    else add(fields, field, () => report(line.number, `${name}: a second field ${field.name}`))
  }
  return fields
}

/** A list of `- "value"`. */
export function valuesOf({ name, parts }: Section, label: string, report: Report): string[] {
  const values: string[] = []
  for (const line of parts.get(label)?.lines ?? []) {
    const value = line.kind === "item" ? stringOf(line.text) : undefined
    if (value === undefined) report(line.number, `${name}: not a value: ${quote(line.text)}`)
    else if (values.includes(value)) report(line.number, `${name}: a second value "${value}"`)
    else values.push(value)
  }
  return values
}

/** `Name: text` and a list of fields: the tag first; any number of them. */
export function messagesOf({ name, parts }: Section, label: string, report: Report): Message[] {
  const messages: Message[] = []
  let open: { name: string; line: number; tag?: string; fields: Field[] } | undefined
  const close = (): void => {
    if (open === undefined) return
    const { tag, line, ...message } = open
    if (tag === undefined) report(line, `${name}: ${open.name} has no tag`)
    else if (messages.some((other) => other.tag === tag)) report(line, `${name}: a second "${tag}"`)
    else messages.push({ ...message, tag })
  }
  for (const line of parts.get(label)?.lines ?? []) {
    const start = line.kind === "text" ? /^(\w+)\s*:/.exec(line.text)?.[1] : undefined
    const field = line.kind === "item" ? fieldOf(line.text) : undefined
    const tag = line.kind === "item" ? tagOf(line.text) : undefined
    if (start !== undefined) {
      close()
      open = { name: start, line: line.number, fields: [] }
    } else if (open !== undefined && tag !== undefined && open.tag === undefined) {
      open.tag = tag
    } else if (open !== undefined && field !== undefined) {
      const owner = open.name
      add(open.fields, field, () =>
        report(line.number, `${name}: ${owner}: a second field ${field.name}`),
      )
    } else if (line.kind !== "text" || open === undefined || open.tag !== undefined) {
      // Text between the name and the tag goes on with the description.
      report(line.number, `${name}: not understood: ${quote(line.text)}`)
    }
  }
  close()
  return messages
}

/** A list whose first field is the tag. */
export function messageOf(section: Section, label: string, report: Report): Message | undefined {
  const [first, ...lines] = section.parts.get(label)?.lines ?? []
  const tag = first?.kind === "item" ? tagOf(first.text) : undefined
  if (tag === undefined) {
    report(first?.number ?? section.line, `${section.name} has no tag`)
    return undefined
  }
  const rest: Section = { ...section, parts: new Map([[label, { line: 0, text: "", lines }]]) }
  return { name: section.name, tag, fields: fieldsOf(rest, label, report) }
}

/** An expression in a programming language, which says the same as the syntax. */
export interface Written {
  readonly language: string
  readonly text: string
  readonly line: number
}

/** The block without a language, and those with one. */
export function syntaxOf(
  { name, parts }: Section,
  report: Report,
): { syntax: string; expressions: Written[] } {
  const part = parts.get("syntax")
  if (part === undefined) return { syntax: "", expressions: [] }
  let syntax: string | undefined
  const expressions: Written[] = []
  for (const line of part.lines) {
    if (line.kind !== "code") {
      report(line.number, `${name}: not understood in its syntax: ${quote(line.text)}`)
    } else if (syntax === undefined && ["", "text"].includes(line.language)) {
      syntax = line.text
    } else {
      expressions.push({ language: line.language, text: line.text, line: line.number })
    }
  }
  if (syntax === undefined) report(part.line, `${name}: the syntax has no block without a language`)
  return { syntax: syntax ?? "", expressions }
}

/** A list of `- Constructor: text`. */
export function errorsOf({ name, parts }: Section, report: Report): string[] {
  const errors: string[] = []
  for (const line of parts.get("error")?.lines ?? []) {
    const error = line.kind === "item" ? /^`?(\w+)`?\s*:/.exec(line.text)?.[1] : undefined
    if (error === undefined) report(line.number, `${name}: not an error: ${quote(line.text)}`)
    else errors.push(error.charAt(0).toLowerCase() + error.slice(1))
  }
  return errors
}

/** The content of a part is below its label and not empty. */
export function checkPart(name: string, part: Part | undefined, report: Report): void {
  if (part === undefined) return
  if (part.text !== "") report(part.line, `${name}: not understood: ${quote(part.text)}`)
  if (part.lines.length === 0) report(part.line, `${name}: a part is empty`)
}

function fieldOf(text: string): Field | undefined {
  const [, name, written] = /^`?(\w+)`?\s*:\s*(.+)$/.exec(text) ?? []
  const type = written === undefined ? undefined : readType(written)
  return name === undefined || type === undefined ? undefined : { name, ...type }
}

function tagOf(text: string): string | undefined {
  const written = /^`?type`?\s*:\s*(.+)$/.exec(text)?.[1]
  return written === undefined ? undefined : stringOf(written)
}

function stringOf(text: string): string | undefined {
  return /^`?"([^"]+)"`?$/.exec(text.trim())?.[1]
}

function add(fields: Field[], field: Field, twice: () => void): void {
  if (fields.some(({ name }) => name === field.name)) twice()
  else fields.push(field)
}
