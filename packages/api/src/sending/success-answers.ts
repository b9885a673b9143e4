import { answersOf } from "../gen/known-tags.ts"

/** Whether a command succeeded by this answer. One that is not declared can answer anything. */
export function isSuccess(command: string, tag: string): boolean {
  const declared = answersOf[command]
  return declared === undefined || declared.includes(tag)
}
