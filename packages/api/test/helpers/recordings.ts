import { readFileSync } from "node:fs"

/** What the core sent: a result with a tag, or an error. */
export type Envelope =
  | { readonly result: { readonly type: string; readonly [field: string]: unknown } }
  | { readonly error: { readonly type: string; readonly [field: string]: unknown } }

/** A line of a recording that is a command, an answer or an event. */
export type Frame =
  | { readonly ctrl: string; readonly cmd: string }
  | { readonly ctrl: string; readonly resp: Envelope }
  | { readonly ctrl: string; readonly event: Envelope }

// They belong to the types, which hold them against the declaration.
const folder = new URL("../../../types/test/fixtures/recordings/", import.meta.url)

export const recordings = [
  "a-first-run",
  "b-direct",
  "c-groups",
  "d-files",
  "e-errors",
  "f-abi",
  "j-extra",
] as const

/** The frames of a session with the core 6.4.5.1, in order. */
export function recordedFrames(name: (typeof recordings)[number]): Frame[] {
  const lines = readFileSync(new URL(`${name}.jsonl`, folder), "utf8")
    .split("\n")
    .filter(Boolean)
  return lines.map((line) => JSON.parse(line) as object).filter(isFrame)
}

const isFrame = (line: object): line is Frame =>
  "ctrl" in line && ("cmd" in line || "resp" in line || "event" in line)

/** The first recorded event with this tag. */
export function recordedEvent(name: (typeof recordings)[number], tag: string): object {
  for (const frame of recordedFrames(name)) {
    if ("event" in frame && "result" in frame.event && frame.event.result.type === tag) {
      return frame.event.result
    }
  }
  throw new Error(`${name} has no event ${tag}`)
}
