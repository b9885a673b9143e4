import { expectTypeOf, test } from "vitest"
import type { Bot, Message } from "../index.ts"
import { album, previewOf } from "./index.ts"

test("the pictures of an album are of the kinds of its filter", () => {
  const use = (bot: Bot) => {
    bot.onMessage(
      { contentType: "image", chatType: "direct" },
      album((pictures, { signal }) => {
        expectTypeOf(pictures[0].chat.type).toEqualTypeOf<"direct">()
        expectTypeOf(pictures[0].content.image).toEqualTypeOf<string>()
        expectTypeOf(pictures[1]).toEqualTypeOf<Message<"image" | "video"> | undefined>()
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      }),
    )
    const look = album((pictures) => pictures[0].content.image)
    // @ts-expect-error a text is no picture
    bot.onMessage({ contentType: "text" }, look)
  }
  expectTypeOf(use).toBeFunction()
  expectTypeOf(previewOf("a.jpg")).toEqualTypeOf<Promise<string>>()
})
