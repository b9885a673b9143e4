import { inspect, styleText } from "node:util"

const colors = { debug: "gray", info: "green", warn: "yellow", error: "red" } as const

const levels: Readonly<Record<number, keyof typeof colors>> = {
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
}

/** What a line of pino has besides its fields. */
interface PinoLine {
  readonly level: number
  readonly time: number
  readonly msg: string
  readonly [field: string]: unknown
}

/**
 * A log line for a terminal: the time, the level, the message and its fields; frames of a stack below.
 *
 * ```
 * 22:46:14 error a handler failed handler="onMessage" error="TypeError"
 *     at bot.ts:12:5
 * ```
 *
 * @param json a line as pino writes it
 */
export function prettyLine(json: string, isColored: boolean): string {
  const { level, time, msg, name: _, at, err, ...fields } = JSON.parse(json) as PinoLine
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    isColored ? styleText(format, text, { validateStream: false }) : text
  const label = levels[level] ?? "info"
  const shown = Object.entries(fields).map(
    ([field, value]) => `${style("gray", `${field}=`)}${shownValue(value)}`,
  )
  const head = [
    style("gray", clock(time)),
    style(colors[label], label.padEnd(5)),
    msg,
    ...shown,
  ].join(" ")
  return [head, ...framesOf(at), ...detailsOf(err)].join("\n    ") + "\n"
}

const clock = (ms: number): string => new Date(ms).toTimeString().slice(0, 8)

const shownValue = (value: unknown): string =>
  inspect(value, { breakLength: Infinity, depth: 4 }).replaceAll("\n", " ")

const framesOf = (at: unknown): string[] => (Array.isArray(at) ? at.map(String) : [])

/** An error in full, as the level `debug` has it. */
function detailsOf(err: unknown): string[] {
  if (typeof err !== "object" || err === null) return []
  const { stack } = err as { stack?: unknown }
  return typeof stack === "string" ? stack.split("\n").map((line) => line.trim()) : [inspect(err)]
}
