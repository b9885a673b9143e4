import { describe, expect, test } from "vitest"
import { CommandParseError, parseCommand } from "../parse.ts"

// Texts for people: the core looks up what they name.

function reading(text: string) {
  const { alternatives: _, ...reading } = parseCommand(text)
  return reading
}

function expectRefused(text: string) {
  expect(() => parseCommand(text)).toThrow(CommandParseError)
}

const message = (text: string) => [{ msgContent: { type: "text", text }, mentions: {} }]

describe("a message to a chat by its name", () => {
  test.each<[text: string, sent: string, lookup: object]>([
    ["@alice hello there", "hello there", { contact: "alice" }],
    ["@'alice b' hello", "hello", { contact: "alice b" }],
    [String.raw`@alice "two\nlines"`, "two\nlines", { contact: "alice" }],
    ['@alice "not closed', '"not closed', { contact: "alice" }],
    ["#team hello", "hello", { group: "team" }],
    ["#team (support) hello", "hello", { group: "team", support: true }],
    ["#team (support: bob) hello", "hello", { group: "team", support: true, supportMember: "bob" }],
    ["/* note", "note", { notes: true }],
    ["@#team @bob hello", "hello", { group: "team", member: "bob" }],
    ["@#team bob hello", "hello", { group: "team", member: "bob" }],
    [">@alice (hi there) yes", "yes", { contact: "alice", received: "hi there" }],
    [">> @alice (hi) yes", "yes", { contact: "alice", sent: "hi" }],
    [">#team (hi) yes", "yes", { group: "team", quoted: "hi" }],
    [">#team @bob (hi) yes", "yes", { group: "team", member: "bob", quoted: "hi" }],
  ])("%s", (text, sent, lookup) => {
    const params = { liveMessage: false, composedMessages: message(sent) }
    expect(reading(text)).toEqual({ name: "APISendMessages", params, lookup })
  })

  test("is none without a name or a text", () => {
    for (const text of [
      "@",
      "@alice",
      "@ alice hello",
      "#team",
      "hello",
      "#team (support x) hello",
    ])
      expectRefused(text)
  })
})

describe("by names, with what the text says itself", () => {
  test.each<[text: string, name: string, params: object, lookup: object]>([
    [
      "/mr #team @bob admin",
      "APIMembersRole",
      { memberRole: "admin" },
      { group: "team", member: "bob" },
    ],
    ["/a team bob", "APIAddMember", { memberRole: "member" }, { group: "team", contact: "bob" }],
    [
      "/rm #team @a,@'b c' messages=on",
      "APIRemoveMembers",
      { withMessages: true },
      { group: "team", members: ["a", "b c"] },
    ],
    [
      "/unblock for all #team @bob",
      "APIBlockMembersForAll",
      { blocked: false },
      { group: "team", member: "bob" },
    ],
    [
      "/d @bob",
      "APIDeleteChat",
      { chatDeleteMode: { type: "full", notify: true } },
      { contact: "bob" },
    ],
    [
      "/d @bob notify=off",
      "APIDeleteChat",
      { chatDeleteMode: { type: "full", notify: false } },
      { contact: "bob" },
    ],
    [
      "/delete bob messages",
      "APIDeleteChat",
      { chatDeleteMode: { type: "messages" } },
      { contact: "bob" },
    ],
    ["/delete user bob", "APIDeleteUser", { delSMPQueues: true }, { user: "bob" }],
    ['/u bob "p w"', "APISetActiveUser", { viewPwd: "p w" }, { user: "bob" }],
    ["/gs @bob x y", "APIListGroups", { search: "x y" }, { contact: "bob" }],
    [
      "/set voice #team on admin",
      "APIUpdateGroupProfile",
      {},
      { preference: "voice", group: "team", enable: true, memberRole: "admin" },
    ],
    ["/set disappear #team 8h", "APIUpdateGroupProfile", {}, { group: "team", seconds: 28800 }],
    [
      "+1 @bob hi",
      "APIChatItemReaction",
      { add: true, reaction: { type: "emoji", emoji: "👍" } },
      { contact: "bob", message: "hi" },
    ],
    [
      String.raw`\ #team hi`,
      "APIDeleteChatItem",
      { deleteMode: "broadcast" },
      { group: "team", message: "hi" },
    ],
    [
      String.raw`\\#team @bob hi`,
      "APIDeleteMemberChatItem",
      {},
      { group: "team", member: "bob", message: "hi" },
    ],
  ])("%s", (text, name, params, lookup) => {
    expect(reading(text)).toEqual({ name, params, lookup })
  })

  test("a role that the core refuses is refused", () => {
    for (const role of ["relay", "author", "king"]) expectRefused(`/mr #team @bob ${role}`)
  })
})

describe("of the active user", () => {
  test.each<[text: string, name: string, params: object]>([
    ["/ad", "APICreateMyAddress", {}],
    ["/profile_address on", "APISetProfileAddress", { enable: true }],
    ["/auto_accept off", "APISetAddressSettings", { settings: { businessAddress: false } }],
    [
      "/auto_accept on incognito=on text hi",
      "APISetAddressSettings",
      {
        settings: {
          businessAddress: false,
          autoAccept: { acceptIncognito: true },
          autoReply: { type: "text", text: "hi" },
        },
      },
    ],
    ["/contacts", "APIListContacts", {}],
  ])("%s", (text, name, params) => {
    expect(reading(text)).toEqual({ name, params, lookup: {} })
  })
})

test("a text that says everything is read as the command itself is", () => {
  expect(reading("/create bot files=on helper answers questions")).toEqual({
    name: "CreateActiveUser",
    params: {
      newUser: {
        profile: {
          displayName: "helper",
          fullName: "",
          shortDescr: "answers questions",
          peerType: "bot",
        },
        pastTimestamp: false,
        userChatRelay: false,
        clientService: false,
      },
    },
  })
})
