import { schema } from "../../src/gen/schema.ts"
import { CommandParseError } from "../../src/parse.ts"
import { isDeclared, problemsOf, sentBy } from "./answers.ts"
import { differences } from "./differences.ts"
import { canAnswer, type Exchange, exchangesOf } from "./exchanges.ts"
import { formerSchema } from "./former-schema.ts"
import { rebuild, respellingOf, undeclaredHead } from "./rebuild.ts"
import type { Session } from "./sessions.ts"

/**
 * What is wrong with a recording of the core 6.4.5.1, seen or unseen: everything that neither the
 * declaration nor a list of exceptions explains. Nothing that a user wrote is in it.
 */
export function complaints(session: Session): string[] {
  const former = formerSchema(schema, differences)
  const sent = sentBy([session]).filter(isDeclared(schema))
  return [
    ...sent.flatMap((one) =>
      problemsOf(one, former).map(
        ({ path, rule, expected, found }) =>
          `${one.kind} ${one.tag}: ${path}: ${rule}, expected ${expected}, found ${found}`,
      ),
    ),
    ...exchangesOf(session).flatMap(complaintsAbout),
  ]
}

function complaintsAbout({ text, command, answer, refused }: Exchange): string[] {
  if (command instanceof CommandParseError) {
    // Without a nearest command the text begins like none that is declared.
    const explained = refused || !command.command || undeclaredHead(text) !== undefined
    return explained ? [] : [`not read: ${command.message}`]
  }
  const { name } = command
  const problems: string[] = []
  if (answer !== undefined && !canAnswer(command, answer)) problems.push(`answered ${answer}`)
  if ((rebuild(command) ?? text) !== text && respellingOf(text, command) === undefined) {
    problems.push("written back in another way")
  }
  return problems.map((problem) => `command ${name}: ${problem}`)
}
