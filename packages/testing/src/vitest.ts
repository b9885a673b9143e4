import type { Expected } from "./people/expected.ts"
import type { Person } from "./people/person.ts"
import type { Patience } from "./people/expected.ts"

interface ConversationMatchers<Result> {
  /** Waits for the next message, which must be this one: `await expect(alice).toHaveReceived("49")`. */
  toHaveReceived(expected: Expected, patience?: Patience): Promise<Result>
  /** Nothing came that was not expected. */
  toHaveHeardNothingMore(): Promise<Result>
  /** What the person sees now, a line for each message. */
  toSee(conversation: string): Promise<Result>
}

declare module "vitest" {
  interface Matchers<R> extends ConversationMatchers<R> {}
}

interface Outcome {
  readonly pass: boolean
  readonly message: () => string
}

/**
 * Matchers for people, to be added once, in a test or a set-up file:
 *
 * ```ts
 * import { matchers } from "@simplex-chat/testing/vitest"
 * import { expect } from "vitest"
 *
 * expect.extend(matchers)
 * ```
 */
export const matchers = {
  toHaveReceived: (person: Person, expected: Expected, patience?: Patience) =>
    outcome(() => person.expectMessage(expected, patience)),
  toHaveHeardNothingMore: (person: Person) => outcome(() => person.expectSilence()),
  toSee(person: Person, conversation: string): Outcome {
    const seen = person.conversation()
    return {
      pass: seen === conversation,
      message: () => `${person.name} sees:\n${seen}\n\nexpected:\n${conversation}`,
    }
  },
}

/** An expectation of a person as the outcome of a matcher. */
async function outcome(expectation: () => Promise<unknown>): Promise<Outcome> {
  try {
    await expectation()
    return { pass: true, message: () => "it came, and was not expected" }
  } catch (error) {
    const { message } = error as Error
    return { pass: false, message: () => message }
  }
}
