import { schema } from "../../src/gen/schema.ts"
import { CommandParseError } from "../../src/parse.ts"
import { complaintsAbout, type Sent, sentBy } from "./answers.ts"
import { differences } from "./differences.ts"
import { canAnswer, type Exchange, exchangesOf } from "./exchanges.ts"
import { formerSchema } from "./former-schema.ts"
import { rewritingOf } from "./rebuild.ts"
import type { Session } from "./sessions.ts"
import { isUndeclared } from "./undeclared.ts"

/** What came of a strict check of a recording of the core 7.0.0.6, seen or unseen. */
export interface Report {
  /** Answers and events. */
  readonly frames: number
  /** Those that are as declared. */
  readonly clean: number
  /** Those that only the known differences between both versions explain. */
  readonly explained: number
  readonly commands: number
  /** Everything that neither explains. Nothing that a user wrote is in it. */
  readonly complaints: readonly string[]
}

const former = formerSchema(schema, differences)

/** Checks every frame of a recording. */
export function check(session: Session): Report {
  const sent = sentBy([session])
  const clean = sent.filter((one) => complaintsAbout(one, schema).length === 0)
  const unexplained = sent
    .filter((one) => !clean.includes(one))
    .flatMap((one) => [complaintsAbout(one, former).map((complaint) => lineOf(one, complaint))])
  const exchanges = exchangesOf(session)
  return {
    frames: sent.length,
    clean: clean.length,
    explained: unexplained.filter((lines) => lines.length === 0).length,
    commands: exchanges.length,
    complaints: [...unexplained.flat(), ...exchanges.flatMap(aboutCommand)],
  }
}

function lineOf(
  { kind, tag }: Sent,
  { path, rule, expected, found }: ReturnType<typeof complaintsAbout>[number],
): string {
  return `${kind} ${tag}: ${path}: ${rule}, expected ${expected}, found ${found}`
}

function aboutCommand({ text, command, answer, refused }: Exchange): string[] {
  if (command instanceof CommandParseError) {
    // Ids are 64 bits wide for the core; JavaScript has no number for the largest.
    const explained = refused || isUndeclared(text) || command.problem?.rule === "range"
    return explained ? [] : [`not read: ${command.message}`]
  }
  const { name } = command
  const problems: string[] = []
  if (answer !== undefined && !canAnswer(command, answer)) problems.push(`answered ${answer}`)
  if (rewritingOf(text, command) === "wrong") problems.push("written back in another way")
  return problems.map((problem) => `command ${name}: ${problem}`)
}
