import { result } from "@simplex-chat/core/scripted"
import { describe, expect, test } from "vitest"
import { openApi } from "../../test/helpers/open-api.ts"
import type { ChatApi } from "../index.ts"

// What methods make of answers where that is more than a field of it.

const contact = { chatType: "direct", chatId: 4 } as const

const answered: [string, answer: object, (api: ChatApi) => Promise<unknown>, value: unknown][] = [
  [
    "a time to live that was never set is 0: everything is kept",
    { type: "chatItemTTL" },
    (api) => api.apiGetChatItemTTL(1),
    0,
  ],
  [
    "a time to live is in seconds",
    { type: "chatItemTTL", chatItemTTL: 86_400 },
    (api) => api.apiGetChatItemTTL(1),
    86_400,
  ],
  ["a started chat is running", { type: "chatRunning" }, (api) => api.apiCheckChatRunning(), true],
  ["a stopped chat is not", { type: "chatStopped" }, (api) => api.apiCheckChatRunning(), false],
  [
    "a server that works has no failure",
    { type: "serverTestResult", testServer: "smp://a@b" },
    (api) => api.apiTestServer(1, "smp://a@b"),
    undefined,
  ],
  [
    "a name that the profile has already changes nothing",
    { type: "userProfileNoChange" },
    (api) => api.apiSetUserDomain(1, "bob.simplex"),
    undefined,
  ],
  [
    "a link without data has none",
    { type: "standaloneFileInfo" },
    (api) => api.apiStandaloneFileInfo("simplex:/file"),
    undefined,
  ],
  [
    "a link that leads to a known contact is no failure",
    { type: "contactAlreadyExists", contact: { contactId: 4 } },
    (api) => api.apiConnectPreparedContact(5),
    { type: "contactAlreadyExists", contact: { contactId: 4 } },
  ],
]

describe("answers", () => {
  test.each(answered)("%s", async (_, answer, act, value) => {
    const { api } = await openApi(() => result(answer as { type: string }))
    expect(await act(api)).toEqual(value)
  })
})

describe("defaults", () => {
  test.each<[string, (api: ChatApi) => Promise<unknown>]>([
    ["/_tags @4", (api) => api.apiSetChatTags(contact, [])],
    ["/_tags @4 3,1", (api) => api.apiSetChatTags(contact, [3, 1])],
    ["/_ttl 1 @4 default", (api) => api.apiSetChatTTL(1, contact, undefined)],
    ["/_set alias @4", (api) => api.apiSetContactAlias(4)],
    ["/_verify code @4", (api) => api.apiVerifyContact(4)],
    ["/_sync @4", (api) => api.apiSyncContactRatchet(4)],
    ["/_connect group #1", (api) => api.apiConnectPreparedGroup(1)],
    ["/_app activate", (api) => api.apiActivateChat()],
    ["/_set_file_to_receive 3 approved_relays=on", (api) => api.apiSetFileToReceive(3)],
  ])("write %s", async (text, act) => {
    const { api, core } = await openApi(() => result({ type: "anything" }))
    await act(api).catch(() => {}) // the answer is not the command's
    expect(core.commands).toEqual([text])
  })
})
