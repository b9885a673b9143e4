import { readdirSync, readFileSync } from "node:fs"
import { basename } from "node:path"
import { gunzipSync } from "node:zlib"

/** JSON as it was recorded. */
export type Json = string | number | boolean | null | Json[] | { [field: string]: Json }

export type Tagged = { type: string } & { [field: string]: Json }
export type Envelope = { result: Tagged } | { error: Tagged }

/** One line of a recording, with its number in the file, from 1. */
export type Line = (ControllerLine | Taken | Gap) & {
  /** How far into the session it was recorded, in milliseconds. */
  readonly atMs: number
}

/** Here something was done that is not in the recording. */
export interface Gap {
  readonly line: number
  readonly kind: "gap"
}

/** An event that an experiment received itself: the recording shows what it was, not all of it. */
export interface Taken {
  readonly line: number
  readonly kind: "taken"
  /** How it begins: its tag, and its text where that was noted. */
  readonly begins: string
}

type ControllerLine = { readonly line: number; readonly ctrl: string } & (
  | { readonly kind: "command"; readonly text: string }
  | { readonly kind: "answer"; readonly envelope: Envelope }
  | { readonly kind: "event"; readonly envelope: Envelope }
  | { readonly kind: "open"; readonly path: string }
  | { readonly kind: "close" }
)

export interface Recording {
  readonly name: string
  readonly lines: readonly Line[]
  /**
   * When the session began, in milliseconds since 1970, as far as the stamps in it show; undefined
   * where the lines do not say when they were recorded.
   */
  readonly startMs?: number
}

const folder = new URL("../../../types/test/fixtures/sessions/", import.meta.url)

/** The recorded sessions of the core 7.0.0.6, which `@simplex-chat/types` keeps. */
export function recordings(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl.gz"))
    .map((file) => basename(file, ".jsonl.gz"))
    .toSorted()
}

/** Reads a recording by its name. */
export function readRecording(name: string): Recording {
  const packed = readFileSync(new URL(`${name}.jsonl.gz`, folder))
  return parseRecording(name, gunzipSync(packed).toString())
}

/** What the experiment of a line received: `newChatItems r1`, or an event's first characters. */
function taken({ probe, value }: Record<string, unknown>): string[] {
  if (typeof probe !== "string" || !/^recv_wait|receivers$/.test(probe)) return []
  if (Array.isArray(value)) return value as string[]
  const { head = "" } = (value ?? {}) as { head?: string }
  return /^\{"result":\{"type":"(\w+)"/.exec(head)?.slice(1) ?? []
}

function isGap({ probe }: Record<string, unknown>): boolean {
  return typeof probe === "string" && probe.includes("not recorded")
}

/** Reads a recording: a JSON object a line. What is about anything else is left out. */
export function parseRecording(name: string, text: string): Recording {
  let startMs: number | undefined
  const lines = text.split("\n").flatMap((json, index): Line[] => {
    if (json === "") return []
    const raw = JSON.parse(json) as Record<string, unknown>
    const atMs = typeof raw["t"] === "number" ? raw["t"] : 0
    if (raw["t"] !== undefined)
      for (const [, stamp = ""] of json.matchAll(/"createdAt":"([^"]+\.\d+Z)"/g))
        startMs = Math.max(startMs ?? 0, Date.parse(stamp) - atMs)
    return linesOf(raw, index + 1).map((line) => ({ ...line, atMs }))
  })
  return { name, lines, ...(startMs !== undefined && { startMs }) }
}

function linesOf(raw: Record<string, unknown>, line: number): (ControllerLine | Taken | Gap)[] {
  const { ctrl } = raw
  if (typeof ctrl !== "string")
    return isGap(raw)
      ? [{ line, kind: "gap" }]
      : taken(raw).map((begins) => ({ line, kind: "taken", begins }))
  if (typeof raw["cmd"] === "string") return [{ line, ctrl, kind: "command", text: raw["cmd"] }]
  if ("resp" in raw) return [{ line, ctrl, kind: "answer", envelope: raw["resp"] as Envelope }]
  if ("event" in raw) return [{ line, ctrl, kind: "event", envelope: raw["event"] as Envelope }]
  if (raw["call"] === "chat_migrate_init") {
    const [path] = raw["args"] as string[]
    return [{ line, ctrl, kind: "open", path: path ?? "" }]
  }
  return "chat_close_store" in raw ? [{ line, ctrl, kind: "close" }] : []
}

/** The server that the recorded people chose. */
export function serverOf({ lines }: Recording): string {
  for (const line of lines) {
    const server = line.kind === "command" && /^\/smp (smp:\S+:\d+)$/.exec(line.text)?.[1]
    if (typeof server === "string") return server
  }
  return "smp://Okf2lmlyNkGB-cTKx8i1XldITNRb5jcO_CVQojHV3DU=@127.0.0.1:7001"
}
