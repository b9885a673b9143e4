import { parseArgs } from "node:util"
import type { Scenario } from "../scenarios/scenario.ts"
import { SessionWriter } from "../recording/session-writer.ts"
import { MemoryWorld } from "../worlds/memory.ts"
import { NativeWorld } from "../worlds/native.ts"
import type { World } from "../worlds/world.ts"

/** The command line is wrong; the message says what is and what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError"
}

export interface Options {
  /** Only scenarios whose area and name contain this. */
  readonly only: string | undefined
  /** The folder of the report. */
  readonly report: string | undefined
  readonly worlds: readonly {
    readonly name: string
    readonly open: (scenario: Scenario) => World
  }[]
}

/** How long an expectation waits with a patience of 1, in milliseconds. */
const baseMs = 2000

/**
 * Reads the command line.
 *
 * @throws {UsageError} when an option is unknown, or one is missing that others need
 */
export function optionsOf(args: readonly string[]): Options {
  const values = parse(args)
  const { lib, smp, xftp, record } = values
  const latencyMs =
    values.latency === undefined
      ? undefined
      : aboveZero("latency", values.latency, "the longest delay in milliseconds")
  const worlds: Options["worlds"][number][] = [
    {
      name: "memory",
      open: (scenario) => memory(latencyMs, session(lib === undefined, scenario)),
    },
  ]
  if (lib !== undefined) {
    if (smp === undefined || xftp === undefined)
      throw new UsageError("--lib needs --smp and --xftp: the addresses of servers on loopback")
    const patience = aboveZero("patience", values.patience ?? "15", "by how much longer to wait")
    worlds.push({
      name: "real core",
      open: (scenario) =>
        new NativeWorld({
          lib,
          smp,
          xftp,
          smpStart: values["smp-start"],
          smpStop: values["smp-stop"],
          processes: values.processes,
          timeoutMs: patience * baseMs,
          quietMs: Math.max(1000, patience * 200),
          session: session(true, scenario),
        }),
    })
  } else if (smp !== undefined || xftp !== undefined) {
    throw new UsageError("--smp and --xftp need --lib: the folder of libsimplex")
  }
  return { only: values.only, report: values.report, worlds }

  /** In a run with a real core, that is what is recorded. */
  function session(isRecorded: boolean, { name }: Scenario): SessionWriter | undefined {
    return record !== undefined && isRecorded ? new SessionWriter(record, name) : undefined
  }
}

/** The network in memory as it is, or with cores that take their time, as real ones do. */
function memory(mostDelayMs: number | undefined, session: SessionWriter | undefined): MemoryWorld {
  if (mostDelayMs === undefined) return new MemoryWorld({ session })
  const timeoutMs = 10_000 + 60 * mostDelayMs
  return new MemoryWorld({ kind: "unruly", session, timeoutMs, unruly: { mostDelayMs } })
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const
  const options = {
    lib: text,
    smp: text,
    xftp: text,
    "smp-start": text,
    "smp-stop": text,
    processes: { type: "boolean" },
    patience: text,
    latency: text,
    only: text,
    record: text,
    report: text,
  } as const
  try {
    return parseArgs({ args: args.filter((arg) => arg !== "--"), options, strict: true }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function aboveZero(option: string, text: string, meaning: string): number {
  const value = Number(text)
  if (value > 0 && Number.isFinite(value)) return value
  throw new UsageError(`--${option} is a number above 0: ${meaning}`)
}
