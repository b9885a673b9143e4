import { nameOf, recordingText, sessionNames, sessionText } from "./files.ts"

/** What the core sent: a result with a tag, or an error. A remote host may be named beside it. */
export type Envelope = { readonly remoteHostId?: number | null } & (
  { readonly result: Tagged } | { readonly error: unknown }
)

export interface Tagged {
  readonly type: string
  readonly [field: string]: unknown
}

/** One line of a recording; lines about anything else than commands and events are left out. */
export type Frame = {
  /** Whose controller it was. */
  readonly ctrl: string
  /** Milliseconds since the recording began. */
  readonly t: number
} & ({ readonly cmd: string } | { readonly resp: Envelope } | { readonly event: Envelope })

/** A recorded session: the controllers (`alice`, `bob`, ...) and what they sent and got. */
export interface Session {
  readonly name: string
  readonly frames: readonly Frame[]
}

/** The recorded sessions of the core 7.0.0.6. */
export function recordedSessions(): Session[] {
  return sessionNames().map((name) => sessionOf(name, sessionText(name)))
}

/** Reads a recording, compressed or not: a JSON object a line. */
export function readSession(file: string | URL): Session {
  return sessionOf(nameOf(file), recordingText(file))
}

function sessionOf(name: string, text: string): Session {
  const lines = text.split("\n").filter((line) => line !== "")
  return { name, frames: lines.map((line) => JSON.parse(line) as object).filter(isFrame) }
}

function isFrame(line: object): line is Frame {
  return "ctrl" in line && ("cmd" in line || "resp" in line || "event" in line)
}
