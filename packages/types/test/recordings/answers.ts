import type { Schema } from "../../src/schema.ts"
import { validate } from "../../src/validate.ts"
import { type Complaint, nullsIn } from "./nulls.ts"
import type { Envelope, Session } from "./sessions.ts"

/** Something that the core sent, and the declaration that it should satisfy. */
export interface Sent {
  readonly session: string
  readonly kind: "answer" | "event" | "error"
  readonly tag: string
  readonly declaration: "ChatResponse" | "ChatEvent" | "ChatError"
  readonly value: unknown
}

/** Everything that the core sent in these sessions. */
export function sentBy(sessions: readonly Session[]): Sent[] {
  return sessions.flatMap(({ name, frames }) =>
    frames.flatMap((frame) => {
      if ("resp" in frame) return [sent(name, frame.resp, "answer")]
      return "event" in frame ? [sent(name, frame.event, "event")] : []
    }),
  )
}

function sent(session: string, envelope: Envelope, kind: "answer" | "event"): Sent {
  if ("error" in envelope) {
    const { error: value } = envelope
    return { session, kind: "error", tag: tagOf(value), declaration: "ChatError", value }
  }
  const declaration = kind === "answer" ? "ChatResponse" : "ChatEvent"
  return { session, kind, tag: envelope.result.type, declaration, value: envelope.result }
}

/** How it differs from its declaration, strictly; what is absent must be left out, not null. */
export function complaintsAbout({ declaration, value }: Sent, schema: Schema): Complaint[] {
  const problems = validate(declaration, value, { schema, strict: true })
  // The core's integers have 64 bits; a recording of wrong ids has some that no double holds.
  const fitting = problems.filter(({ rule, expected }) => rule !== "range" || expected !== "int64")
  return [...fitting, ...nullsIn(value)]
}

/** How often each tag occurs: `{ "event networkStatuses": 25 }`. */
export function countTags(all: readonly Sent[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind, tag } of all) {
    const key = `${kind} ${tag}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

function tagOf(value: unknown): string {
  return typeof value === "object" && value !== null && "type" in value ? String(value.type) : ""
}
