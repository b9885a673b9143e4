// The three pages of the reference: COMMANDS.md, EVENTS.md, TYPES.md.

import type { Api, Command, Event, Field, Message, Type } from "../model.ts"
import { checkExpressions, type Stated } from "./stated.ts"
import {
  checkPart,
  errorsOf,
  fieldsOf,
  messageOf,
  messagesOf,
  syntaxOf,
  valuesOf,
} from "./parts.ts"
import { sectionsOf, type Problem, type Report, type Section } from "./page.ts"

export type { Problem } from "./page.ts"

/** The texts of the pages. */
export interface Pages {
  readonly commands: string
  readonly events: string
  readonly types: string
}

/** The API as the pages describe it, and everything in them that was not understood. */
export function readReference(pages: Pages): { api: Api; problems: Problem[] } {
  const problems: Problem[] = []
  const reportIn =
    (page: string): Report =>
    (line, message) =>
      problems.push({ page, line, message })
  const stated: Stated[] = []
  const api = {
    ...readCommands(pages.commands, reportIn("COMMANDS.md"), stated),
    events: readEvents(pages.events, reportIn("EVENTS.md")),
    types: readTypes(pages.types, reportIn("TYPES.md"), stated),
  }
  for (const one of stated) checkExpressions(one, api.types)
  return { api, problems }
}

/** Responses are listed with the commands that they answer, so one can appear several times. */
function readCommands(
  page: string,
  report: Report,
  stated: Stated[],
): Pick<Api, "commands" | "responses" | "errors"> {
  const labels = ["network usage", "parameter", "syntax", "response", "error"]
  const commands: Command[] = []
  const responses = new Map<string, Message>()
  const errors = new Set<string>()
  for (const section of sectionsOf(page, { depth: 3, labels }, report)) {
    checkParts(section, ["parameter", "syntax", "response", "error"], report)
    for (const label of ["syntax", "response"])
      if (!section.parts.has(label)) report(section.line, `${section.name} has no ${label}`)
    const answers = messagesOf(section, "response", report)
    for (const answer of answers) {
      const known = responses.get(answer.tag)
      if (known === undefined) responses.set(answer.tag, answer)
      else if (JSON.stringify(known) !== JSON.stringify(answer))
        report(section.line, `${section.name}: "${answer.tag}" is described otherwise further up`)
    }
    for (const error of errorsOf(section, report)) errors.add(error)
    const params = fieldsOf(section, "parameter", report)
    const { syntax, expressions } = syntaxOf(section, report)
    stated.push({ name: section.name, fields: params, syntax, expressions, report })
    commands.push({
      name: section.name,
      category: section.category,
      network: networkOf(section, report),
      params,
      syntax,
      responses: answers.map(({ tag }) => tag),
    })
  }
  return { commands, responses: [...responses.values()], errors: [...errors] }
}

function networkOf({ name, line, parts }: Section, report: Report): string {
  const part = parts.get("network usage")
  const network = part?.text.replace(/\.$/, "").trim() ?? ""
  if (!/^\w+$/.test(network)) report(part?.line ?? line, `${name}: no network usage is given`)
  // The label is the last line of the description: nothing belongs to it but what it says itself.
  for (const extra of part?.lines ?? [])
    if (extra.kind !== "text") report(extra.number, `${name}: is outside any part`)
  return network
}

function readEvents(page: string, report: Report): Event[] {
  const labels = ["record type"]
  return sectionsOf(page, { depth: 3, labels }, report).flatMap((section) => {
    checkParts(section, labels, report)
    const message = messageOf(section, "record type", report)
    return message === undefined ? [] : [{ ...message, category: section.category }]
  })
}

function readTypes(page: string, report: Report, stated: Stated[]): Type[] {
  const kinds = ["record type", "enum type", "discriminated union type"]
  const labels = [...kinds, "syntax"]
  return sectionsOf(page, { depth: 2, labels }, report).flatMap((section): Type[] => {
    checkParts(section, labels, report)
    const given = kinds.filter((kind) => section.parts.has(kind))
    if (given.length !== 1) {
      report(
        section.line,
        `${section.name} is ${given.length === 0 ? "of no known kind" : given.join(" and ")}`,
      )
      return []
    }
    const { syntax, expressions } = syntaxOf(section, report)
    const type = typeOf(section, given[0] ?? "", report)
    const self = { ...type, syntax }
    const fields = fieldsIn(self)
    stated.push({ name: section.name, fields, syntax, expressions, report, self })
    return [self]
  })
}

function typeOf(section: Section, label: string, report: Report): Type {
  const head = { name: section.name, syntax: "" }
  if (label === "record type") {
    return { ...head, kind: "record", fields: fieldsOf(section, label, report) }
  }
  if (label === "enum type") {
    return { ...head, kind: "enum", values: valuesOf(section, label, report) }
  }
  return { ...head, kind: "union", members: messagesOf(section, label, report) }
}

function fieldsIn(type: Type): readonly Field[] {
  if (type.kind === "record") return type.fields
  return type.kind === "union" ? type.members.flatMap(({ fields }) => fields) : []
}

function checkParts(section: Section, labels: readonly string[], report: Report): void {
  for (const label of labels) checkPart(section.name, section.parts.get(label), report)
}
