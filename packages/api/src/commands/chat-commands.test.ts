import { result } from "@simplex-chat/core/scripted"
import { describe, expect, test } from "vitest"
import { openApi } from "../../test/helpers/open-api.ts"
import type { ChatApi, ChatTarget } from "../index.ts"

const alice = { chatType: "direct", chatId: 4 } as const
const club = { chatType: "group", chatId: 1 } as const
const support: ChatTarget = { ...club, chatScope: { type: "memberSupport", groupMemberId_: 3 } }

const request = { type: "contactRequest" } as ChatTarget

/** As the source of the core and its recordings have them. */
const commands: [string, (api: ChatApi) => Promise<unknown>, string][] = [
  ["/_forward #1 @4 7,8", (api) => api.apiForwardChatItems(club, alice, [7, 8]), "newChatItems"],
  [
    "/_forward #1 as_group=on @4 7 ttl=60",
    (api) => api.apiForwardChatItems(club, alice, [7], { sendAsGroup: true, ttl: 60 }),
    "newChatItems",
  ],
  [
    "/_report #1 7 reason=spam buy now",
    (api) => api.apiReportMessage(1, 7, "spam", { text: "buy now" }),
    "newChatItems",
  ],
  ["/_report #1 7 reason=other", (api) => api.apiReportMessage(1, 7, "other"), "newChatItems"],
  ["/_read chat @4", (api) => api.apiChatRead(alice), "cmdOk"],
  ["/_read chat #1(_support:3)", (api) => api.apiChatRead(support), "memberSupportChatRead"],
  ["/_read chat items @4 7,8", (api) => api.apiChatItemsRead(alice, [7, 8]), "itemsReadForChat"],
  ["/_unread chat #1 on", (api) => api.apiChatUnread(club, true), "cmdOk"],
  ["/_clear chat @4", (api) => api.apiClearChat(alice), "chatCleared"],
  ["/_accept member contact @4", (api) => api.apiAcceptMemberContact(4), "memberContactAccepted"],
  ["/_ttl 1 86400", (api) => api.apiSetChatItemTTL(1, 86_400), "cmdOk"],
]

describe("a command beyond the reference", () => {
  test.each(commands)("%s", async (text, act, type) => {
    const answer = result({ type, chatItems: ["item"], contact: { contactId: 4 } })
    const { api, core } = await openApi(() => answer)
    const value = await act(api)
    expect(core.commands).toEqual([text])
    if (type === "newChatItems") expect(value).toEqual(["item"])
    if (type === "memberContactAccepted") expect(value).toEqual({ contactId: 4 })
  })

  test.each<[string, (api: ChatApi) => Promise<unknown>]>([
    ["an invalid id", (api) => api.apiChatItemsRead(alice, [1.5])],
    ["a negative time", (api) => api.apiSetChatItemTTL(1, -1)],
    ["no items", (api) => api.apiChatItemsRead(alice, [] as unknown as [number])],
    ["a contact request, which is no chat", (api) => api.apiChatRead(request)],
  ])("refuses %s, and nothing is sent", async (_, act) => {
    const { api, core } = await openApi()
    await expect(act(api)).rejects.toThrow()
    expect(core.commands).toEqual([])
  })
})
