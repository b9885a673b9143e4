import type { RecordDetail, RecordRow, RunReport } from "@simplex-chat/playground/protocol"
import { botCore } from "../../session.ts"
import type { SessionEvent } from "../../session-events.ts"
import { sharedIdsIn } from "./shared-ids.ts"
import { commandName, tagOf } from "./titles.ts"

/** How many records are kept; the oldest are dropped first. */
const kept = 5000

/** More runs than one process has. */
const runsOfProcess = 1e9

interface Recorded extends RecordRow {
  readonly text?: string | undefined
  /** The JSON text of an answer, an event, or the fields of a log line. */
  readonly json?: string | undefined
  /** The messages that it is about. */
  readonly shared: Set<string>
  /** The run of the bot's handlers that it belongs to. */
  readonly of?: number | undefined
  readonly run?: RunReport | undefined
}

/** Everything that happened, for the inspector. */
export class Recorder {
  readonly #now: () => number
  #records: Recorded[] = []
  #lastId = 0
  /** Each process of the bot counts its runs from 1. */
  #firstRun = 0
  #isPaused = false
  /** How many commands the bot has sent: two runs are at the same place when these are equal. */
  botCommands = 0

  constructor(now: () => number) {
    this.#now = now
  }

  get rows(): RecordRow[] {
    return this.#records.map(rowOf)
  }

  /** Whether commands are being sent only to read, and are no part of what happens. */
  get isPaused(): boolean {
    return this.#isPaused
  }

  /** Makes no record of what happens during a call, until it returns. */
  without<Value>(read: () => Value): Value {
    this.#isPaused = true
    try {
      return read()
    } finally {
      this.#isPaused = false
    }
  }

  /** @returns what is shown of it; undefined for what is not recorded */
  add(event: SessionEvent): RecordRow | undefined {
    const record = this.#recordOf(event)
    if (record === undefined) return undefined
    const at = this.#records.findLastIndex(({ id }) => id === record.id)
    if (at >= 0) this.#records[at] = record
    else this.#records.push(record)
    if (this.#records.length >= 2 * kept) this.#records = this.#records.slice(-kept)
    return rowOf(record)
  }

  detail(id: number): RecordDetail | undefined {
    const found = this.#records.find((record) => record.id === id)
    return found === undefined ? undefined : detailOf(found)
  }

  /** All that has to do with a message, in the order in which it happened. */
  about(sharedId: string): RecordDetail[] {
    const direct = this.#records.filter(({ shared }) => shared.has(sharedId))
    // The handlers that it made run, those that made it, and what they did.
    const runs = new Set(direct.flatMap(({ of }) => of ?? []))
    return this.#records
      .filter(({ shared, of }) => shared.has(sharedId) || (of !== undefined && runs.has(of)))
      .map(detailOf)
  }

  #recordOf(event: SessionEvent): Recorded | undefined {
    switch (event.type) {
      case "frame": {
        const { frame, run } = event
        const of = run === undefined ? undefined : this.#firstRun + run
        if (this.isPaused && frame.core !== botCore) return undefined
        if ("command" in frame) {
          if (frame.core === botCore) this.botCommands++
          return this.#make({
            core: frame.core,
            kind: "command",
            title: commandName(frame.command),
            text: frame.command,
            of,
          })
        }
        const json = "answer" in frame ? frame.answer : frame.event
        const kind = "answer" in frame ? "answer" : "event"
        const shared = sharedIdsIn(json)
        if (kind === "answer") this.#answered(frame.core, shared)
        const title = tagOf(json)
        return this.#make({
          core: frame.core,
          kind,
          title,
          json,
          shared,
          of,
          failed: json.startsWith('{"error"'),
        })
      }
      case "log": {
        const { level, message, fields, error } = event.line
        const failed = level === "error" || error !== undefined
        return this.#make({
          core: botCore,
          kind: "log",
          title: `${level}: ${message}`,
          text: error,
          json: JSON.stringify(fields),
          failed,
        })
      }
      case "output": {
        const title = event.text.split("\n", 1)[0] ?? ""
        return this.#make({
          core: botCore,
          kind: "output",
          title,
          text: event.text,
          failed: event.stream === "stderr",
        })
      }
      case "trace":
        return this.#runOf(event.run)
      case "bot":
        if (event.state.type === "starting") this.#firstRun += runsOfProcess
        return undefined
      case "handled":
      case "run":
      case "person":
      case "change":
        return undefined
    }
  }

  /** A run has one record, which is replaced when it has ended. */
  #runOf(run: RunReport): Recorded {
    const of = this.#firstRun + run.id
    const before = this.#records.findLast((one) => one.kind === "run" && one.of === of)
    const labels = run.handlers.map(({ label }) => label).join(", ")
    return this.#make({
      ...(before !== undefined && { id: before.id, atMs: before.atMs }),
      core: botCore,
      kind: "run",
      title: `${run.update}: ${labels === "" ? "no handler" : labels}`,
      failed: run.outcome === "failed",
      shared: new Set(run.sharedId === undefined ? [] : [run.sharedId]),
      of,
      run,
    })
  }

  /** A command is about what its answer is about; the two come one after the other. */
  #answered(core: string, shared: Set<string>): void {
    const command = this.#records.findLast(
      (record) => record.core === core && record.kind !== "event",
    )
    if (command?.kind === "command") for (const id of shared) command.shared.add(id)
  }

  #make(parts: Pick<Recorded, "core" | "kind" | "title"> & Partial<Recorded>): Recorded {
    this.#lastId++
    return { id: this.#lastId, atMs: this.#now(), failed: false, shared: new Set(), ...parts }
  }
}

const rowOf = ({ id, atMs, core, kind, title, failed }: Recorded): RecordRow => ({
  id,
  atMs,
  core,
  kind,
  title,
  failed,
})

function detailOf(record: Recorded): RecordDetail {
  const json =
    record.json === undefined
      ? undefined
      : (JSON.parse(record.json) as { result?: object; error?: object })
  const isFrame = record.kind === "answer" || record.kind === "event"
  const of = record.failed ? "types" : record.kind === "answer" ? "responses" : "events"
  return {
    ...rowOf(record),
    text: record.text,
    json: isFrame ? (json?.result ?? json?.error) : json,
    run: record.run,
    schema: isFrame ? { of, tag: record.failed ? "ChatError" : record.title } : undefined,
  }
}
