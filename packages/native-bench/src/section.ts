import { readFileSync } from "node:fs"
import { join } from "node:path"
import { loadAddon, type Addon } from "./addon/index.ts"
import { Report } from "./report.ts"

/** What a section gets from `main.ts`. */
export interface Place {
  /** For databases; removed at the end. */
  readonly folder: string
  /** The C stub and the Haskell stub. */
  readonly stub: string
  readonly haskell: string | undefined
  readonly addon: string
}

export const framesFile = join(import.meta.dirname, "fixtures/frames.jsonl")
/** Recorded events. */
export const frames: readonly string[] = readFileSync(framesFile, "utf8").trimEnd().split("\n")
/** A recorded frame of middling size, as the answer to a command. */
export const answer: string =
  frames.toSorted((a, b) => a.length - b.length)[frames.length >> 1] ?? ""
/** The recorded answer to `/users`. */
export const users: string = readFileSync(
  join(import.meta.dirname, "fixtures/users.json"),
  "utf8",
).trim()

/**
 * Runs a section in a process of its own, since a process can hold one library only, and reports to
 * `main.ts`.
 */
export async function section(
  run: (place: Place & { load: () => Addon }, report: Report) => Promise<void>,
): Promise<void> {
  const place = JSON.parse(process.argv[2] ?? "{}") as Place
  const report = new Report()
  await run({ ...place, load: () => loadAddon(place.addon) }, report)
  process.send?.({ rows: report.rows, notes: report.notes })
  process.disconnect()
}
