// What is printed: for people, for machines, and as the body of an issue.

import type { Difference } from "./compare.ts"
import type { Sorted } from "./deviations.ts"
import type { Problem } from "./reference/read.ts"

/** The outcome of one comparison. */
export interface Outcome extends Sorted {
  /** The version of SimpleX Chat that we declare. */
  readonly version: string
  readonly problems: readonly Problem[]
}

/** 0: the same but for wanted deviations; 1: drift, or stale deviations; 2: not all was read. */
export function exitCodeOf({ problems, drift, stale }: Outcome): 0 | 1 | 2 {
  if (problems.length > 0) return 2
  return drift.length + stale.length > 0 ? 1 : 0
}

/** Lines for a terminal. */
export function asText({ version, problems, drift, explained, stale }: Outcome): string {
  const counts = [
    `${drift.length} differ`,
    `${explained.length} differ as wanted`,
    `${stale.length} stale deviations`,
    `${problems.length} places not understood`,
  ]
  return [
    ...problems.map(({ page, line, message }) => `not understood: ${page}:${line}: ${message}`),
    ...drift.map(lineOf),
    ...stale.map((entry) => `no longer so: ${lineOf(entry)} (wanted: ${entry.reason})`),
    `Declared: SimpleX Chat ${version}. Reference: ${counts.join(", ")}.`,
  ].join("\n")
}

/** One JSON object, indented. */
export function asJson(outcome: Outcome): string {
  const { version, problems, drift, explained, stale } = outcome
  return JSON.stringify({ version, drift, stale, problems, explained }, undefined, 2)
}

/** Markdown, for an issue. */
export function asMarkdown({ version, problems, drift, stale }: Outcome): string {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${code(line)}`).join("\n")]
  const sections = [
    ...section("What differs", drift.map(lineOf)),
    ...section("Wanted deviations that are no longer there", stale.map(lineOf)),
    ...section(
      "What in the reference was not understood",
      problems.map(({ page, line, message }) => `${page}:${line}: ${message}`),
    ),
  ]
  return [
    `Compared with the declared API, that of SimpleX Chat ${version}.`,
    ...(sections.length === 0 ? ["Nothing differs but what is wanted."] : sections),
  ].join("\n\n")
}

function lineOf({ at, what, ours, reference }: Difference): string {
  if (what === "removed") return `${at}: only here`
  if (what === "added") return `${at}: only in the reference: ${reference}`
  return `${at}: ${what}: here ${shown(ours)}, in the reference ${shown(reference)}`
}

function shown(text: string | undefined): string {
  return text === undefined || text === "" ? "nothing" : text
}

/** A code span that holds any text, and mentions no user. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length))
  const fence = "`".repeat(longest + 1)
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`
}
