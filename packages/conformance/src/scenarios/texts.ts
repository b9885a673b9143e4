import type { T } from "@simplex-chat/types"
import { expect } from "../people/expect.ts"
import { friends } from "./friends.ts"
import { refuses } from "./refuses.ts"
import { scenario } from "./scenario.ts"

/** Texts with one part of a format, and the format it must have on the other side. */
const formats: readonly (readonly [string, T.Format["type"]])[] = [
  ["*bold* move", "bold"],
  ["_slanted_ text", "italic"],
  ["~gone~ now", "strikeThrough"],
  ["`let x = 1` here", "snippet"],
  ["#secret# inside", "secret"],
  ["!1 red! letters", "colored"],
  ["see https://example.com/a", "uri"],
  ["write to ann@example.com", "email"],
]

/** How many of a letter fit into one message: the limit is on the JSON in UTF-8 (q-text). */
const largest = [
  ["x", 15_488],
  ["é", 7744],
  ["🎈", 3872],
] as const

/** Markup, odd characters and sizes. */
export const texts = [
  scenario(
    "markup arrives as formats",
    { covers: ["q-text/every kind", "q-text/edges"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      for (const [text, type] of formats) {
        await toBob.say(text)
        const { item } = await toAlice.sees(text)
        const found = item.formattedText?.map(({ format }) => format?.type) ?? []
        expect(found.includes(type), `${JSON.stringify(text)} has ${type}, not ${found.join()}`)
      }
    },
  ),

  scenario(
    "blank and odd texts arrive as they are",
    { covers: ["q-text/blanks, line ends, NUL, odd characters"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      for (const text of [
        "  two blanks first",
        "line\r\nends",
        "tab\tinside",
        "👩‍👩‍👧 zürich",
        "a\n\n\nb",
      ]) {
        await toBob.say(text)
        await toAlice.sees(text)
      }
    },
  ),

  scenario(
    "the largest text arrives, one more is refused",
    { covers: ["q-text/sizes", "e-errors/too large messages"] },
    async (world) => {
      const { alice, toBob, toAlice } = await friends(world)
      // As text: the client, which keeps a reserve, refuses it before the core does.
      const send = (text: string) => alice.api.sendChatCmd(`/_send ${toBob.ref} text ${text}`)
      for (const [letter, most] of largest) {
        await send(letter.repeat(most))
        await toAlice.sees(letter.repeat(most))
        await refuses(send(letter.repeat(most + 1)), "largeMsg")
      }
    },
  ),

  scenario(
    "a link preview arrives with its text",
    { covers: ["q-text/link previews"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      const uri = "https://example.com/page"
      const preview = { uri, title: "Page", description: "about it", image: "" }
      await toBob.send({ type: "link", text: `see ${uri}`, preview })
      const { item } = await toAlice.sees(`see ${uri}`)
      const { content } = item
      expect(
        content.type === "rcvMsgContent" &&
          content.msgContent.type === "link" &&
          content.msgContent.preview.title === "Page",
        "the preview is there",
      )
    },
  ),
]
