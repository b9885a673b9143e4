import { sessionNames, sessionText } from "../../../types/test/recordings/files.ts"

/** What the core sent: a result with a tag, or an error. */
export type Envelope =
  | { readonly result: { readonly type: string; readonly [field: string]: unknown } }
  | { readonly error: { readonly type: string; readonly [field: string]: unknown } }

/** A line of a recording that is a command, an answer or an event. */
export type Frame =
  | { readonly ctrl: string; readonly cmd: string }
  | { readonly ctrl: string; readonly resp: Envelope }
  | { readonly ctrl: string; readonly event: Envelope }

/** The names of the recorded sessions, which the types hold against the declaration. */
export const recordings: readonly string[] = sessionNames()

/** The frames of a session with the core 7.0.0.6, in order. */
export function recordedFrames(name: string): Frame[] {
  const lines = sessionText(name)
    .split("\n")
    .filter((line) => line !== "")
  return lines.map((line) => JSON.parse(line) as object).filter(isFrame)
}

const isFrame = (line: object): line is Frame =>
  "ctrl" in line && ("cmd" in line || "resp" in line || "event" in line)

/** The first recorded event with this tag. */
export function recordedEvent(name: string, tag: string): object {
  for (const frame of recordedFrames(name)) {
    if ("event" in frame && "result" in frame.event && frame.event.result.type === tag) {
      return frame.event.result
    }
  }
  throw new Error(`${name} has no event ${tag}`)
}
