import { ScriptedCore } from "@simplex-chat/core/scripted"
import { CC } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { ChatApi, SharedCore, splitText } from "../src/index.ts"
import { openApi } from "./helpers/open-api.ts"

// Calls from plain JavaScript, where no compiler has looked. Each is refused before anything is sent.
const wrong = (value: unknown) => value as never
const chat = { chatType: "direct", chatId: 4 } as const

test.each<[string, (api: ChatApi) => unknown, string]>([
  [
    "a misspelt deadline",
    (api) => api.apiListUsers(wrong({ timeoutMS: 5 })),
    "timeoutMS: there is no such option; the options are signal, timeoutMs",
  ],
  [
    "a misspelt option beside the deadline",
    (api) => api.apiNewGroup(1, wrong({}), wrong({ incognitto: true })),
    "incognitto: there is no such option; the options are incognito, signal, timeoutMs",
  ],
  ["a number as options", (api) => api.apiListUsers(wrong(5)), "options: must be an object, not 5"],
  [
    "null as options",
    (api) => api.apiSendMessages(chat, wrong([]), wrong(null)),
    "options: must be an object, not null",
  ],
  [
    "options in place of the item to reply to",
    (api) => api.apiSendTextMessage(chat, "hi", wrong({ ttl: 5 })),
    "inReplyTo: must be a whole number",
  ],
  [
    "a flag that is none",
    (api) => api.startChat(wrong({ mainApp: "no" })),
    "mainApp: must be true or false, not string",
  ],
  [
    "a signal that is none",
    (api) => api.invite(wrong({ signal: 5 })),
    "signal: must be an AbortSignal, not 5",
  ],
  ["no link", (api) => api.connectTo(wrong(undefined)), "link: must be a text"],
  [
    "no connection",
    (api) => api.contactOfConnection(wrong(undefined)),
    "connectionId: must be a whole number",
  ],
  [
    "a misspelt command",
    (api) => api.send(wrong(Reflect.get(CC, "APIShowUser")), wrong({})),
    "command: must be a command, such as CC.ShowActiveUser",
  ],
  [
    "a reply to nothing",
    (api) => api.apiSendTextReply(wrong(undefined), "hi"),
    "item: must be an item, such as those of newChatItems",
  ],
  [
    "a reply to a part of an item",
    (api) => api.apiSendTextReply(wrong({ chatItem: { meta: { itemId: 5 } } }), "hi"),
    "item: must be an item, such as those of newChatItems",
  ],
  [
    "a path where a received file should be",
    (api) => api.receiveFile(wrong("cat.jpg")),
    "file: must be an item, such as those of newChatItems",
  ],
  [
    "a folder that is none",
    (api) => api.receiveFile(7, wrong({ folder: 5 })),
    "folder: must be a text, not 5",
  ],
  [
    "no file to send",
    (api) => api.sendFile(chat, wrong(undefined), "a caption"),
    "file: must be a text",
  ],
  [
    "a preview by another name",
    (api) => api.sendImage(chat, "cat.jpg", wrong({ thumb: "" })),
    "thumb: there is no such option; the options are preview, text",
  ],
  [
    "the status of nothing",
    (api) => api.trackDelivery(wrong(undefined)),
    "item: must be an item, such as those of newChatItems",
  ],
  [
    "relative folders",
    (api) =>
      api.apiSetAppFilePaths({
        appFilesFolder: "files",
        appTempFolder: "/t",
        appAssetsFolder: "/a",
      }),
    "folders.appFilesFolder: must be an absolute path",
  ],
  [
    "no folders",
    (api) => api.apiSetAppFilePaths(wrong(undefined)),
    "folders: must be an object, not undefined",
  ],
  [
    "tags that are no list",
    (api) => api.apiSetChatTags(chat, wrong(1)),
    "chatTagIds: must be a list; an empty one for none",
  ],
  [
    "a misspelt kind of servers",
    (api) => api.setServers(wrong({ smpp: [] })),
    "smpp: there is no such option; the options are smp, xftp",
  ],
  [
    "a user without an id",
    (api) => api.forUser(wrong(undefined)),
    "userId: must be a whole number",
  ],
  [
    "a misspelt password",
    (api) => api.forUser(1, wrong({ viewPassword: "x" })),
    "viewPassword: there is no such option; the options are viewPwd",
  ],
  [
    "commands bound to no user",
    (api) => api.bindUser(wrong("1")),
    "userId: must be a whole number",
  ],
  [
    "a misspelt event",
    (api) => api.on(wrong("newChatItem"), () => {}),
    'tag: is none of CEvt; undeclared events come as "unknown"',
  ],
  [
    "a wait for a misspelt event",
    (api) => api.waitFor(wrong("contactConnect")),
    'tag: is none of CEvt; undeclared events come as "unknown"',
  ],
  [
    "a condition by another name",
    (api) => api.waitFor("contactConnected", wrong({ filter: () => true })),
    "filter: there is no such option; the options are where, signal, timeoutMs",
  ],
  [
    "a misspelt answer",
    (api) => api.onAnswer(wrong("contactDelete"), () => {}),
    "tag: is none of CR",
  ],
  [
    "no link to connect to",
    (api) => api.apiConnectActiveUser(wrong(undefined)),
    "connLink: must be a text",
  ],
  [
    "no handler",
    (api) => api.on("contactConnected", wrong(undefined)),
    "handler: must be a function",
  ],
  [
    "no handler to call once",
    (api) => api.once("contactConnected", wrong(undefined)),
    "handler: must be a function",
  ],
  ["no handler of any event", (api) => api.onAny(wrong({})), "handler: must be a function"],
  [
    "no handler of answers",
    (api) => api.onAnswer("contactDeleted", wrong({})),
    "handler: must be a function",
  ],
  ["no handler of errors", (api) => api.onError(wrong({})), "handler: must be a function"],
  ["no check before sending", (api) => api.beforeSending(wrong({})), "check: must be a function"],
  [
    "what to do when the buffer is full",
    (api) => api.events(wrong({ whenFull: "drop" })),
    "whenFull: must be one of fail, dropOldest",
  ],
  [
    "a wait for one event that is no time",
    (api) => api.recvChatEvent(wrong({ timeoutMs: "5" })),
    "timeoutMs: must be zero or more milliseconds, not string",
  ],
  [
    "a misspelt deadline for stopping",
    (api) => api.stopChat(wrong({ settle: 5 })),
    "settle: there is no such option; the options are settleMs, timeoutMs",
  ],
  [
    "a misspelt deadline for closing",
    (api) => api.close(wrong({ closeTimeout: 5 })),
    "closeTimeout: there is no such option; the options are settleMs, timeoutMs, closeTimeoutMs",
  ],
])("%s", async (_, call, message) => {
  const { api, core } = await openApi()
  const refused = (async () => call(api))()
  await expect(refused).rejects.toMatchObject({ name: "InvalidArgumentError", message })
  expect(core.commands).toEqual([])
  expect(core.closed).toBe(false)
})

test.each<[string, unknown, string]>([
  [
    "a misspelt option",
    { backof: {} },
    "backof: there is no such option; the options are backoff, anyCoreVersion, onCommand, signal",
  ],
  [
    "a misspelt delay",
    { backoff: { initial: 5 } },
    "initial: there is no such option; the options are initialMs, maxMs",
  ],
  [
    "an observer that is no function",
    { onCommand: {} },
    "onCommand: must be a function, not object",
  ],
  ["a number", 5, "options: must be an object, not 5"],
])("opening with %s leaves the core to others", async (_, options, message) => {
  const core = new ScriptedCore()
  const opened = ChatApi.init(core, wrong(options))
  await expect(opened).rejects.toMatchObject({ name: "InvalidArgumentError", message })
  const api = await ChatApi.init(core)
  await api.close({ settleMs: 0 })
})

test("a shared core is shared with users that have an id", async () => {
  const core = new ScriptedCore()
  await expect(SharedCore.open(core, wrong({ signall: 5 }))).rejects.toThrow("signall: there is no")
  const shared = await SharedCore.open(core)
  expect(() => shared.forUser(wrong("1"))).toThrow("userId: must be a whole number")
  await shared.close()
})

test("the functions for texts say that they take one", () => {
  expect(() => splitText(wrong(undefined))).toThrow("text: must be a text")
  expect(() => splitText("x", wrong({ max: 80 }))).toThrow("the options are maxBytes")
})
