import type { T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { Transcript } from "./transcript.ts"

const heard = (text: string) =>
  ({
    chatInfo: { type: "direct", contact: { contactId: 4, localDisplayName: "bot" } },
    chatItem: {
      chatDir: { type: "directRcv" },
      meta: { itemText: text },
      content: { type: "rcvMsgContent", msgContent: { type: "text", text } },
    },
  }) as T.AChatItem

test("the last messages are remembered, and all that nobody expected yet", () => {
  const transcript = new Transcript()
  for (let n = 0; n < 25_000; n++) transcript.add("alice", heard(String(n)))
  expect(transcript.lines).toHaveLength(10_000)
  expect(transcript.lines.at(-1)?.text).toBe("24999")
  expect(transcript.unexpected).toHaveLength(25_000)
})
