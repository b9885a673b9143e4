import type { Problem } from "../validate/problem.ts"
import type { CommandName } from "./reading.ts"

/** What {@link CommandParseError} knows about a text that no declared command reads. */
export interface CommandParseDetails {
  readonly command?: CommandName | undefined
  readonly head?: string | undefined
  readonly parameter?: string | undefined
  readonly position: number
  readonly expected?: string | undefined
  readonly problem?: Problem | undefined
}

/**
 * A text that no declared command reads. It says how far the nearest command came; the text
 * itself is not in it, since it can hold messages, links and keys.
 */
export class CommandParseError extends Error {
  override readonly name = "CommandParseError"
  /** The command that came furthest; none when no declared command begins like the text. */
  readonly command: CommandName | undefined
  /** How that command begins: `/_send `. */
  readonly head: string | undefined
  /** Its parameter that could not be read, or that should have followed. */
  readonly parameter: string | undefined
  /** Where it stopped, in UTF-16 units from the start of the text. */
  readonly position: number
  /** What was expected there. */
  readonly expected: string | undefined
  /** How the JSON of `parameter` differs from its declaration, when that was the reason. */
  readonly problem: Problem | undefined

  constructor(details: CommandParseDetails) {
    super(messageOf(details))
    this.command = details.command
    this.head = details.head
    this.parameter = details.parameter
    this.position = details.position
    this.expected = details.expected
    this.problem = details.problem
  }
}

function messageOf({ command, head, parameter, position, expected, problem }: CommandParseDetails) {
  if (command === undefined) {
    return expected !== undefined
      ? `a command is ${expected}`
      : "no declared command begins like this text"
  }
  const place = parameter === undefined ? "" : `${parameter} `
  const wanted =
    problem !== undefined
      ? `${problem.path} should be ${problem.expected}, found ${problem.found}`
      : `expected ${expected ?? "the end"}`
  return `no declared command reads this text; nearest is ${command} (${head}...): ${place}at position ${position}: ${wanted}`
}
