import { ChatCommandError } from "../errors.ts"
import type { CommandErrorCode } from "./error-code.ts"

/** What the command brings; undefined when it fails because there is none. */
export async function undefinedWhen<Value>(
  code: CommandErrorCode,
  value: Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await value
  } catch (error) {
    if (error instanceof ChatCommandError && error.code === code) return undefined
    throw error
  }
}
