import { ChatCommandError } from "@simplex-chat/api"
import { expect } from "../people/expect.ts"

/** Waits for a command to fail with one of these codes. */
export async function refuses(command: Promise<unknown>, ...codes: string[]): Promise<void> {
  const code = await codeOf(command)
  expect(codes.includes(code), `the core answers ${codes.join(" or ")}, not ${code}`)
}

/** The code of the error with which a command fails; `success` when it does not. */
export async function codeOf(command: Promise<unknown>): Promise<string> {
  try {
    await command
    return "success"
  } catch (error) {
    if (error instanceof ChatCommandError) return error.code
    throw error
  }
}
