import type { Schema } from "../../src/schema.ts"
import { type Problem, validate } from "../../src/validate.ts"
import type { Envelope, Session } from "./sessions.ts"

/** Something that the core sent, and the declaration that it should satisfy. */
export interface Sent {
  readonly session: string
  readonly kind: "answer" | "event" | "error"
  readonly tag: string
  readonly declaration: "ChatResponse" | "ChatEvent" | "ChatError"
  readonly value: unknown
}

/** Everything that the core sent in these sessions, whether it is declared or not. */
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

/** Whether the API declares the tag; the core sends many that it does not. */
export function isDeclared(schema: Schema): ({ declaration, tag }: Sent) => boolean {
  const error = schema.types.find(({ name }) => name === "ChatError")
  const tags = {
    ChatResponse: new Set(schema.responses.map(({ tag }) => tag)),
    ChatEvent: new Set(schema.events.map(({ tag }) => tag)),
    ChatError: new Set(error?.kind === "union" ? error.members.map(({ tag }) => tag) : []),
  }
  return ({ declaration, tag }) => tags[declaration].has(tag)
}

/** How it differs from its declaration, strictly. */
export function problemsOf({ declaration, value }: Sent, schema: Schema): Problem[] {
  return validate(declaration, value, { schema, strict: true })
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
