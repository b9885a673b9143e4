import type { T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { ConversationView } from "./conversation-view.ts"

const heard = (itemId: number) =>
  ({
    chatInfo: { type: "direct", contact: { contactId: 4, localDisplayName: "bot" } },
    chatItem: {
      chatDir: { type: "directRcv" },
      meta: { itemId, itemText: String(itemId), itemEdited: false },
      content: { type: "rcvMsgContent", msgContent: { type: "text", text: String(itemId) } },
      reactions: [],
    },
  }) as unknown as T.AChatItem

test("the last messages are remembered, and all that no test has expected yet", () => {
  const view = new ConversationView("alice")
  for (let n = 0; n < 25_000; n++) view.add(heard(n))
  expect(view.lines).toHaveLength(10_000)
  expect(view.lines.at(-1)?.text).toBe("24999")
  expect(view.unexpected).toHaveLength(25_000)
})
