import { expectTypeOf, test } from "vitest"
import type { Message, StreamedMessage } from "../../index.ts"

test("a stream takes whatever gives texts one after the other, or a function that makes it", () => {
  const use = async (message: Message, response: Response) => {
    async function* words() {
      yield "Hello"
    }
    async function* numbers() {
      yield 1
    }
    const streamed = await message.stream(words(), { everyMs: 1000 })
    expectTypeOf(streamed).toEqualTypeOf<StreamedMessage>()
    expectTypeOf(streamed.isComplete).toEqualTypeOf<boolean>()
    await message.stream(["Hello", " there"])
    await message.stream((signal) => {
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      return words()
    })
    if (response.body !== null)
      await message.stream(response.body.pipeThrough(new TextDecoderStream()))
    // @ts-expect-error texts, no numbers
    await message.stream(numbers())
    // @ts-expect-error a time is a number
    await message.stream(words(), { everyMs: "1s" })
  }
  expectTypeOf(use).toBeFunction()
})
