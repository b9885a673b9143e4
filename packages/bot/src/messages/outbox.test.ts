import type { ChatApi } from "@simplex-chat/api"
import { expect, test } from "vitest"
import { contact, directItem } from "../../test/fixtures/items.ts"
import { Outbox } from "./outbox.ts"
import { RepeatGuard } from "./repeat-guard.ts"

/** An api whose servers are away for good; how many messages are waited for. */
function withoutServers() {
  let waiting = 0
  const sent = ({ signal }: { readonly signal: AbortSignal }) =>
    new Promise<never>((_, reject) => {
      waiting++
      signal.addEventListener("abort", () => {
        waiting--
        reject(new Error("aborted"))
      })
    })
  const api = {
    apiSendMessages: () => Promise.resolve([directItem(contact(4), "hello", { sent: true })]),
    trackDelivery: () => ({ sent }),
  } as unknown as ChatApi
  return { api, waiting: () => waiting }
}

test("however many messages no server takes, the last 10,000 are waited for", async () => {
  const { api, waiting } = withoutServers()
  const outbox = new Outbox(api, new RepeatGuard(20))
  const chat = { chatType: "direct", chatId: 4 } as const
  for (let n = 0; n < 10_500; n++) {
    await outbox.send(chat, { content: { type: "text", text: `${n}` } })
  }
  expect(waiting()).toBe(10_000)
  expect(await outbox.flush(0)).toBe(10_000)
})
