import { InvalidArgumentError } from "../checks.ts"
import { answersOf } from "../gen/known-tags.ts"

/** Whether a command succeeded by this answer. One that is not declared can answer anything. */
export function isSuccess(command: string, tag: string): boolean {
  const declared = answersOf[command]
  return declared === undefined || declared.includes(tag)
}

/**
 * A misspelt tag would be waited for in vain.
 *
 * @throws {InvalidArgumentError} when no command answers with this tag
 */
export function checkAnswerTag(tag: string): void {
  if (tag === "chatCmdError" || Object.values(answersOf).flat().includes(tag)) return
  throw new InvalidArgumentError("tag", "is none of CR")
}
