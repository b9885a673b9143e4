import { schema } from "../../src/gen/schema.ts"
import { CommandParseError, type ParsedCommand, parseCommand } from "../../src/parse.ts"
import type { Envelope, Session } from "./sessions.ts"

/** A command as it was sent, how it reads, and what the core answered. */
export interface Exchange {
  readonly session: string
  readonly text: string
  readonly command: ParsedCommand | CommandParseError
  /** The tag of the result; none when the answer was an error, or never came. */
  readonly answer?: string
  /** The core could not read the command. */
  readonly refused: boolean
}

const answers = new Map(schema.commands.map(({ name, responses }) => [name, responses]))

/** Whether the schema lists this answer for the command, or for another that shares its text. */
export function canAnswer(command: ParsedCommand, tag: string): boolean {
  return [command, ...command.alternatives].some(({ name }) => answers.get(name)?.includes(tag))
}

/** Every command with its answer, if the recording has it. */
export function exchangesOf({ name: session, frames }: Session): Exchange[] {
  const exchanges: Exchange[] = []
  const pending = new Map<string, Pending[]>()
  for (const frame of frames) {
    const queue = pending.get(frame.ctrl) ?? []
    if ("cmd" in frame) {
      pending.set(frame.ctrl, [...queue, { text: frame.cmd, command: read(frame.cmd) }])
    } else if ("resp" in frame) {
      const answered = answeredBy(frame.resp, queue)
      if (answered === undefined) continue
      pending.set(
        frame.ctrl,
        queue.filter((command) => command !== answered),
      )
      const answer = "result" in frame.resp ? { answer: frame.resp.result.type } : {}
      exchanges.push({ session, ...answered, ...answer, refused: isRefusal(frame.resp) })
    }
  }
  const unanswered = [...pending.values()].flat()
  return [...exchanges, ...unanswered.map((command) => ({ session, ...command, refused: false }))]
}

type Pending = Pick<Exchange, "text" | "command">

/** Commands that were sent at once are answered in any order: the first that fits is meant. */
function answeredBy(answer: Envelope, queue: readonly Pending[]): Pending | undefined {
  if ("error" in answer) {
    if (!isRefusal(answer)) return queue[0]
    return queue.find(({ command }) => command instanceof CommandParseError) ?? queue[0]
  }
  const tag = answer.result.type
  const fitting = queue.find(
    ({ command }) => !(command instanceof CommandParseError) && canAnswer(command, tag),
  )
  return fitting ?? queue.find(({ command }) => command instanceof CommandParseError) ?? queue[0]
}

function read(text: string): ParsedCommand | CommandParseError {
  try {
    return parseCommand(text)
  } catch (error) {
    if (error instanceof CommandParseError) return error
    throw error
  }
}

function isRefusal(answer: Envelope): boolean {
  return JSON.stringify(answer).includes('"message":"Failed reading: empty"')
}
