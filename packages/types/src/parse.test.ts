import { describe, expect, expectTypeOf, test } from "vitest"
import type { APIDeleteChatItem } from "./gen/commands/index.ts"
import { type CommandName, CommandParseError, parseCommand } from "./parse.ts"
import { schema } from "./gen/schema.ts"

/** What a text reads as, without alternatives. */
function read(text: string): [name: string, params: unknown] {
  const { name, params } = parseCommand(text)
  return [name, params]
}

/** Why a text is refused. */
function refusal(text: string): CommandParseError {
  try {
    parseCommand(text)
  } catch (error) {
    if (error instanceof CommandParseError) return error
    throw error
  }
  throw new Error("it was read")
}

const direct4 = { chatType: "direct", chatId: 4 }
const hello = [{ msgContent: { type: "text", text: "hello" }, mentions: {} }]

describe("a command's text is read back", () => {
  test.each<[string, string, unknown]>([
    ["/_stop", "APIStopChat", {}],
    ["/_address 1", "APICreateMyAddress", { userId: 1 }],
    ["/_profile_address 1 off", "APISetProfileAddress", { userId: 1, enable: false }],
    ["/_add #1 2 moderator", "APIAddMember", { groupId: 1, contactId: 2, memberRole: "moderator" }],
    [
      "/_delete item @4 5 internalMark",
      "APIDeleteChatItem",
      { chatRef: direct4, chatItemIds: [5], deleteMode: "internalMark" },
    ],
    ["/_add relays #1 2,3", "APIAddGroupRelays", { groupId: 1, relayIds: [2, 3] }],
    ["/_set custom #1", "APISetGroupCustomData", { groupId: 1 }],
    ['/_set custom @1 {"a":0}', "APISetContactCustomData", { contactId: 1, customData: { a: 0 } }],
    ['/_user 1 "pass word"', "APISetActiveUser", { userId: 1, viewPwd: "pass word" }],
    ["/connect", "Connect", { incognito: false }],
    ["/connect incognito", "Connect", { incognito: true }],
    [
      "/connect incognito https://a.b/c#d",
      "Connect",
      { incognito: true, connTarget_: "https://a.b/c#d" },
    ],
    [
      "/_groups 1 @2 ann and bob",
      "APIListGroups",
      { userId: 1, contactId_: 2, search: "ann and bob" },
    ],
    [
      "/_get chat #1(_support) around=5 count=6 search=a b",
      "APIGetChat",
      {
        chatRef: { chatType: "group", chatId: 1, chatScope: { type: "memberSupport" } },
        pagination: { type: "around", itemId: 5, count: 6 },
        search: "a b",
      },
    ],
    [
      '/_get chats 1 after=2025-11-22T22:33:44Z count=2 {"type":"search","search":"x"}',
      "APIGetChats",
      {
        userId: 1,
        pendingConnections: false,
        pagination: { type: "after", time: "2025-11-22T22:33:44Z", count: 2 },
        query: { type: "search", search: "x" },
      },
    ],
    [
      "/_delete @4 messages",
      "APIDeleteChat",
      { chatRef: direct4, chatDeleteMode: { type: "messages" } },
    ],
    [
      "/_delete @4 entity notify=off",
      "APIDeleteChat",
      { chatRef: direct4, chatDeleteMode: { type: "entity", notify: false } },
    ],
    ["/_start main=on snd_files=off", "StartChat", { mainApp: true, enableSndFiles: false }],
    [
      "/_connect 1 incognito=on simplex:/a simplex:/b",
      "APIConnect",
      {
        userId: 1,
        incognito: true,
        preparedLink_: { connFullLink: "simplex:/a", connShortLink: "simplex:/b" },
      },
    ],
    [
      "/freceive 1 approved_relays=on encrypt=off inline=on my files/a b",
      "ReceiveFile",
      {
        fileId: 1,
        userApprovedRelays: true,
        storeEncrypted: false,
        fileInline: true,
        filePath: "my files/a b",
      },
    ],
    [
      `/_send #7(_support:2) live=on ttl=60 json ${JSON.stringify(hello)}`,
      "APISendMessages",
      {
        sendRef: {
          chatType: "group",
          chatId: 7,
          chatScope: { type: "memberSupport", groupMemberId_: 2 },
        },
        liveMessage: true,
        signMessages: false,
        ttl: 60,
        composedMessages: hello,
      },
    ],
  ])("%s", (text, name, params) => {
    expect(read(text)).toEqual([name, params])
  })
})

describe("other spellings that the core takes", () => {
  test.each<[string, string]>([
    ["/u", "/user"],
    ["/_connect 1 incognito=off", "/_connect 1"],
    ["/connect i simplex:/a", "/connect incognito simplex:/a"],
    ["/_start main=on", "/_start"],
    ["/_start main=off", "/_start main=off snd_files=off"],
    ["/_delete @4", "/_delete @4 full"],
    ["/_delete @4 full notify=on", "/_delete @4 full"],
    ["/_remove #1 2 messages=off", "/_remove #1 2"],
    ["/_send @4 text hello", `/_send @4 json ${JSON.stringify(hello)}`],
    ["/_send @4 live=off ttl=default text hello", `/_send @4 json ${JSON.stringify(hello)}`],
    [
      "/_get chats 1 pcc=off",
      '/_get chats 1 count=5000 {"type":"filters","favorite":false,"unread":false}',
    ],
    [
      '/_get chats 1 {"type":"search","search":"x"}',
      '/_get chats 1 count=5000 {"type":"search","search":"x"}',
    ],
    [
      "/_get chats 1 count=5",
      '/_get chats 1 count=5 {"type":"filters","favorite":false,"unread":false}',
    ],
    [
      "/_invite member contact @5 text hello",
      '/_invite member contact @5 json {"type":"text","text":"hello"}',
    ],
  ])("%s is %s", (other, usual) => {
    expect(read(other)).toEqual(read(usual))
  })
})

describe("like the core", () => {
  test("blanks at the end are dropped", () => {
    expect(read("/_send @4 text  a b \t\r\n")).toEqual(read("/_send @4 text  a b"))
    expect(read("/_stop  ")).toEqual(["APIStopChat", {}])
  })

  test("NUL ends the command", () => {
    expect(read("/_send @4 text hello \0 and more")).toEqual(read("/_send @4 text hello"))
  })

  test("a text keeps its line breaks, its leading blanks and all of Unicode", () => {
    const [, params] = read("/_send @4 text   a\n😀 ü\u0001")
    expect(params).toMatchObject({
      composedMessages: [{ msgContent: { text: "  a\n😀 ü\u0001" } }],
    })
  })

  test("what is optional is taken when it is there", () => {
    expect(read("/_groups 1 @5")).toEqual(["APIListGroups", { userId: 1, contactId_: 5 }])
    expect(refusal("/_groups 1 @5x")).toMatchObject({ command: "APIListGroups", position: 13 })
    expect(refusal("/freceive 1 encrypt=onfile")).toMatchObject({ command: "ReceiveFile" })
  })

  test("mentions may be left out, unknown fields and content are passed on", () => {
    const messages = [{ msgContent: { type: "poll", text: "?" }, colour: "red" }]
    const [, params] = read(`/_send @4 json ${JSON.stringify(messages)}`)
    expect(params).toMatchObject({ composedMessages: messages })
  })
})

describe("one text, two commands", () => {
  test.each([
    ["/_connect 1", { userId: 1, incognito: false }],
    ["/_connect 1 incognito=on", { userId: 1, incognito: true }],
  ])("%s", (text, params) => {
    expect(parseCommand(text)).toEqual({
      name: "APIAddContact",
      params,
      alternatives: [{ name: "APIConnect", params }],
    })
  })

  test("a link makes it one command", () => {
    expect(parseCommand("/_connect 1 simplex:/a").alternatives).toEqual([])
    expect(parseCommand("/_connect 1 simplex:/a").name).toBe("APIConnect")
  })
})

describe("what no declared command reads is refused", () => {
  test.each<[string, Partial<CommandParseError>]>([
    ["", { command: undefined, position: 0 }],
    [" ", { command: undefined }],
    ["hello", { command: undefined }],
    ["/unknown", { command: undefined }],
    [" /_stop", { command: undefined }],
    ["/_addres 1", { command: "APICreateMyAddress", head: "/_address ", position: 8 }],
    ["/_send", { command: "APISendMessages", parameter: "sendRef", position: 6 }],
    ["/_send @1", { command: "APISendMessages", position: 9 }],
    ["/_send @4(_support) text hi", { command: "APISendMessages", position: 9 }],
    ["/_send *4 text hi", { command: "APISendMessages", position: 7 }],
    ["/_send @4(as_group=on) text hi", { command: "APISendMessages", position: 9 }],
    ["/_send @1 json", { command: "APISendMessages", parameter: "composedMessages", position: 14 }],
    [
      "/_send @1 json {",
      { command: "APISendMessages", parameter: "composedMessages", position: 15 },
    ],
    [
      "/_delete item @1 1 wrongmode",
      { command: "APIDeleteChatItem", parameter: "deleteMode", position: 19 },
    ],
    [
      "/_delete item @1 , internal",
      { command: "APIDeleteChatItem", parameter: "chatItemIds", position: 17 },
    ],
    ["/_address one", { command: "APICreateMyAddress", parameter: "userId", position: 10 }],
    ["/_address -1", { command: "APICreateMyAddress", parameter: "userId", position: 10 }],
    ["/_address 9007199254740992", { command: "APICreateMyAddress", parameter: "userId" }],
    ["/_add relays #1 2,9007199254740992", { command: "APIAddGroupRelays", parameter: "relayIds" }],
    ["/_address 1 2", { command: "APICreateMyAddress", position: 11, expected: "the end" }],
    ["/_connect plan 1", { command: "APIConnectPlan", parameter: "connectTarget", position: 16 }],
    [
      "/_get chats 1 after=2026-02-31T00:00:00Z count=2",
      { command: "APIGetChats", parameter: "time", position: 20 },
    ],
    [
      "/_get chats 1 after=noon count=2",
      { command: "APIGetChats", parameter: "time", position: 20 },
    ],
  ])("%j", (text, details) => {
    expect(refusal(text)).toMatchObject(details)
  })

  test.each<[string, string]>([
    ["/_send @1 json []", "$"],
    ["/_send @1 json {}", "$"],
    ['/_send @1 json [{"msgContent":{"type":"text"}}]', "$[0].msgContent.text"],
    ["/_create user {}", "$.pastTimestamp"],
    ["/_address_settings 1 {}", "$.businessAddress"],
    ["/_update item @99 1 json {}", "$.msgContent"],
    ['/_update item @99 1 json {"msgContent":{"type":"text","text":""}}', "$.mentions"],
    ['/_set prefs @4 {"voice":{"allow":"perhaps"}}', "$.voice.allow"],
    ["/_set custom @4 []", "$"],
    ["/_user 1 2", "$"],
  ])("JSON of another shape: %s", (text, path) => {
    expect(refusal(text).problem?.path).toBe(path)
  })

  test("JSON that is nested too deeply, as a menu that others wrote can be", () => {
    const depth = 100_000
    const menu = '{"type":"menu","label":"","commands":['.repeat(depth) + "]}".repeat(depth)
    const preferences = `{"commands":[${menu}]}`
    expect(refusal(`/_set prefs @4 ${preferences}`).problem).toMatchObject({ rule: "depth" })
  })

  test.each([undefined, null, 5, ["/_stop"]])("no text: %j", (text) => {
    expect(refusal(text as unknown as string).message).toBe("a command is a text")
  })

  test("the error names places, not texts", () => {
    const error = refusal(
      '/_send @1 json [{"msgContent":{"type":"text","text":5,"my secret":"my secret"}}]',
    )
    expect(error.message).toBe(
      "no declared command reads this text; nearest is APISendMessages (/_send ...): " +
        "composedMessages at position 15: $[0].msgContent.text should be string, found a number",
    )
    expect(refusal("/connect my secret").message).not.toContain("secret")
  })
})

const beginnings = schema.commands.flatMap(({ name, grammar: [first] }) =>
  first !== undefined && "literal" in first ? [{ name, head: first.literal }] : [],
)

// A text for people begins like the command for menus, and reads any text.
const ambiguous = ["/", "/set bot commands "]

test.each(beginnings.filter(({ head }) => !ambiguous.includes(head)))(
  "begins: $head",
  ({ name, head }) => {
    expect(headOrNames(`${head}\u0001`)).toContain(name)
  },
)

/** The head that the error names, with its commands, or the commands that read the text. */
function headOrNames(text: string): string[] {
  try {
    const { alternatives, ...first } = parseCommand(text)
    return [first, ...alternatives].map((reading) => reading.name)
  } catch {
    const { head } = refusal(text)
    return beginnings.filter((one) => one.head === head).map((one) => one.name)
  }
}

test("narrowing by name narrows the parameters", () => {
  const command = parseCommand("/_delete item #7 12,13 broadcast")
  if (command.name !== "APIDeleteChatItem" || command.lookup !== undefined) {
    throw new Error(command.name)
  }
  expectTypeOf(command.params).toEqualTypeOf<APIDeleteChatItem>()
  expect(command.params.chatItemIds).toEqual([12, 13])
  expectTypeOf<CommandName>()
    .extract<"APISendMessages" | "APIStopChat" | "NoSuch">()
    .toEqualTypeOf<"APISendMessages" | "APIStopChat">()
})
