import { expectTypeOf, test } from "vitest"
import { type Bot, memoryStorage, type Message } from "../index.ts"
import { type PollResult, Polls } from "./index.ts"

test("a poll is opened in a chat or where a message came from, and has a result", () => {
  const use = async (bot: Bot, message: Message) => {
    const polls = new Polls(bot, {
      storage: memoryStorage(),
      onEnd: ({ counts }) => {
        expectTypeOf(counts[0]?.votes).toEqualTypeOf<number | undefined>()
      },
    })
    const poll = await polls.open(message, { question: "?", choices: ["a", "b"], by: "reactions" })
    expectTypeOf(poll).toEqualTypeOf<PollResult>()
    expectTypeOf(await polls.close(poll.id)).toEqualTypeOf<PollResult | undefined>()
    // @ts-expect-error there is no such way to vote
    await polls.open(message, { question: "?", choices: ["a", "b"], by: "shouting" })
    // @ts-expect-error a storage is needed
    void new Polls(bot, {})
  }
  expectTypeOf(use).toBeFunction()
})
