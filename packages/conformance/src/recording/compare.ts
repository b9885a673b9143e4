import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { compare, Names } from "../../../testing/test/replay/compare.ts"
import {
  type Envelope,
  type Json,
  type Line,
  parseRecording,
} from "../../../testing/test/replay/recording.ts"

/** A place where two versions of the core differ, and how often it was seen. */
export interface Change {
  readonly scenario: string
  /** The command or the event. */
  readonly what: string
  /** The field, without the positions in lists. */
  readonly path: string
  readonly old: string
  readonly now: string
  readonly count: number
}

/**
 * Compares the recordings of two versions of the core, scenario by scenario. Ids, times, links and
 * keys correspond to each other, as in the replay of recordings.
 *
 * @param old the folder of the older recordings
 * @param now the folder of the newer ones
 */
export function compareFolders(old: string, now: string): Change[] {
  const [before, after] = [sessions(old), sessions(now)]
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].toSorted().flatMap((scenario) => {
    const [was, is] = [before.get(scenario), after.get(scenario)]
    if (was === undefined || is === undefined) {
      const there = (text: string | undefined) => (text === undefined ? "nothing" : "recorded")
      const change = { scenario, what: "scenario", path: "", count: 1 }
      return [{ ...change, old: there(was), now: there(is) }]
    }
    return compareSessions(scenario, was, is)
  })
}

/** Compares two recordings of one scenario. */
export function compareSessions(scenario: string, old: string, now: string): Change[] {
  const names = new Names()
  const found = new Map<string, Change>()
  const [was, is] = [talks(scenario, old), talks(scenario, now)]
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [one, other] = [was.get(key), is.get(key)]
    const what = key.replace(/^\w+ /, "").replace(/ \d+$/, "")
    if (one === undefined || other === undefined) {
      add({ what, path: "", old: has(one), now: has(other) })
      continue
    }
    for (const { path, recorded, sent } of compare(plain(one), plain(other), names)) {
      add({ what, path: path.replaceAll(/\[\d+\]/g, "[]"), old: recorded, now: sent })
    }
  }
  return [...found.values()]

  function add(change: Omit<Change, "count" | "scenario">): void {
    const key = `${change.what} ${change.path}`
    const known = found.get(key)
    const count = (known?.count ?? 0) + 1
    found.set(key, { scenario, ...change, ...known, count })
  }
}

const has = (envelope: Envelope | undefined) => (envelope === undefined ? "nothing" : "recorded")
const plain = (envelope: Envelope) => envelope as unknown as Json

function sessions(folder: string): Map<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".jsonl"))
  return new Map(
    files.map((file) => [file.replace(/\.jsonl$/, ""), readFileSync(join(folder, file), "utf8")]),
  )
}

/** The answers and events of a recording by what they are: the second `/_send` of alice, and so on. */
function talks(name: string, text: string): Map<string, Envelope> {
  const counts = new Map<string, number>()
  const talk = new Map<string, Envelope>()
  const pending = new Map<string, string[]>()
  for (const line of parseRecording(name, text).lines) {
    if (line.kind === "command") {
      pending.set(line.ctrl, [...(pending.get(line.ctrl) ?? []), line.text])
    } else if (line.kind === "answer" || line.kind === "event") {
      const key = `${line.ctrl} ${titleOf(line, pending.get(line.ctrl) ?? [])}`
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      talk.set(`${key} ${count}`, line.envelope)
    }
  }
  return talk
}

function titleOf(line: Line & { kind: "answer" | "event" }, pending: string[]): string {
  if (line.kind === "answer") return `answer to ${headOf(pending.shift() ?? "nothing")}`
  const { envelope } = line
  return `event ${"result" in envelope ? envelope.result.type : envelope.error.type}`
}

/** The words of a command before its first parameter. */
function headOf(command: string): string {
  return /^\/[a-z_]+(?: [a-z]+(?= |$))*/.exec(command)?.[0] ?? command.slice(0, 12)
}
