import { readdirSync, readFileSync } from "node:fs"
import { basename } from "node:path"

/** What the core sent: a result with a tag, or an error. */
export type Envelope = { result: Tagged } | { error: unknown }

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

const folder = new URL("../fixtures/recordings/", import.meta.url)

/** The recorded sessions of the core 6.4.5.1. */
export function recordedSessions(): Session[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".jsonl"))
  return files.toSorted().map((file) => readSession(new URL(file, folder)))
}

/** Reads a recording: a JSON object a line. */
export function readSession(file: string | URL): Session {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean)
  const frames = lines.map((line) => JSON.parse(line) as object)
  return { name: basename(String(file), ".jsonl"), frames: frames.filter(isFrame) }
}

function isFrame(line: object): line is Frame {
  return "ctrl" in line && ("cmd" in line || "resp" in line || "event" in line)
}
