import { type Json, type Line, parseRecording } from "../../../testing/test/replay/recording.ts"

/** What one controller was answered to a command, or received as an event, in the order of arrival. */
export interface Talk {
  readonly ctrl: string
  /** `answer to /_send`, `event newChatItems`. */
  readonly what: string
  readonly frames: Json[]
}

/** The answers and events of a recording, by controller and by what they are. */
export function talksOf(name: string, text: string): Map<string, Talk> {
  const talks = new Map<string, Talk>()
  const pending = new Map<string, { readonly text: string; readonly call: unknown }[]>()
  const calls = callsOf(text)
  for (const line of parseRecording(name, text).lines) {
    if (line.kind === "command") {
      const issued = { text: line.text, call: calls.get(line.line) }
      pending.set(line.ctrl, [...(pending.get(line.ctrl) ?? []), issued])
    } else if (line.kind === "answer" || line.kind === "event") {
      const what = line.kind === "answer" ? answerTo(line) : eventOf(line)
      const key = `${line.ctrl} ${what}`
      const talk = talks.get(key) ?? { ctrl: line.ctrl, what, frames: [] }
      talks.set(key, talk)
      talk.frames.push(line.envelope as unknown as Json)
    }
  }
  return talks

  function answerTo(line: Line & { readonly kind: "answer" }): string {
    const issued = pending.get(line.ctrl) ?? []
    const call = calls.get(line.line)
    const at = Math.max(
      0,
      issued.findIndex((one) => call !== undefined && one.call === call),
    )
    const [answered] = issued.splice(at, 1)
    return `answer to ${headOf(answered?.text ?? "nothing")}`
  }
}

function eventOf({ envelope }: Line & { readonly kind: "event" }): string {
  return `event ${"result" in envelope ? envelope.result.type : envelope.error.type}`
}

/** Which call each line of a command or an answer is of; none in recordings that do not say it. */
function callsOf(text: string): Map<number, unknown> {
  const calls = new Map<number, unknown>()
  for (const [index, json] of text.split("\n").entries()) {
    if (json === "") continue
    const { n } = JSON.parse(json) as Record<string, unknown>
    if (n !== undefined) calls.set(index + 1, n)
  }
  return calls
}

/** The words of a command before its first parameter. */
function headOf(command: string): string {
  return /^\/[a-z_]+(?: [a-z]+(?= |$))*/.exec(command)?.[0] ?? command.slice(0, 12)
}
