import { parseCommand } from "@simplex-chat/types/parse"
import { readdirSync, readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"

const folder = new URL("../../packages/types/test/fixtures/sessions/", import.meta.url)

/** How deep an example goes; what is below is `...`. */
const depth = 4

interface Frame {
  readonly cmd?: string
  readonly resp?: { readonly result?: Tagged }
  readonly event?: { readonly result?: Tagged }
}

interface Tagged {
  readonly type: string
  readonly [field: string]: unknown
}

/** The shortest recorded example of each command, response and event. */
export interface RecordedExamples {
  readonly command: (name: string) => string | undefined
  readonly response: (tag: string) => string | undefined
  readonly event: (tag: string) => string | undefined
}

export function recordedExamples(): RecordedExamples {
  const [commands, responses, events] = [
    new Map<string, string>(),
    new Map<string, string>(),
    new Map<string, string>(),
  ]
  for (const { cmd, resp, event } of frames()) {
    if (cmd !== undefined) keepShortest(commands, nameOf(cmd), neutral(cmd))
    if (resp?.result !== undefined) keepShortest(responses, resp.result.type, example(resp.result))
    if (event?.result !== undefined) keepShortest(events, event.result.type, example(event.result))
  }
  return {
    command: (name) => commands.get(name),
    response: (tag) => responses.get(tag),
    event: (tag) => events.get(tag),
  }
}

function* frames(): Generator<Frame> {
  for (const name of readdirSync(folder)) {
    const text = String(gunzipSync(readFileSync(new URL(name, folder))))
    for (const line of text.split("\n")) if (line !== "") yield JSON.parse(line) as Frame
  }
}

function keepShortest(examples: Map<string, string>, name: string, text: string): void {
  const known = examples.get(name)
  if (name !== "" && (known === undefined || text.length < known.length)) examples.set(name, text)
}

function nameOf(command: string): string {
  try {
    return parseCommand(command).name
  } catch {
    return "" // what the core refuses, which some recordings send on purpose
  }
}

/** Without the user, which nearly all have, and with links cut. */
const example = (tagged: Tagged): string =>
  neutral(JSON.stringify(shortened({ ...tagged, user: undefined }, depth), undefined, 2))

const neutral = (text: string): string =>
  text.replaceAll(/(?<=simplex:\/|https:\/\/|smp:\/\/|xftp:\/\/)[^\s"]{12,}/g, "...")

function shortened(value: unknown, levels: number): unknown {
  if (typeof value === "string") return value.length > 60 ? `${value.slice(0, 57)}...` : value
  if (typeof value !== "object" || value === null) return value
  if (levels === 0) return Array.isArray(value) ? ["..."] : { "...": "..." }
  if (Array.isArray(value)) return value.slice(0, 1).map((one) => shortened(one, levels - 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, shortened(one, levels - 1)]),
  )
}
