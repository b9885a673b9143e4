import { describe, expect, test } from "vitest"
import * as CC from "../../src/gen/commands/index.ts"
import { CommandSyntaxError } from "../../src/index.ts"
import { CommandParseError, parseCommand } from "../../src/parse.ts"
import { validate } from "../../src/validate.ts"

// What surprises in the core's parser and in its JSON. Each was tried on a core 7.0.0.6.

const params = (text: string) => parseCommand(text).params
/** The error of a text that no command reads; what else is thrown fails the test. */
function refusal(text: string): CommandParseError | undefined {
  try {
    parseCommand(text)
    return undefined
  } catch (error) {
    if (error instanceof CommandParseError) return error
    throw error
  }
}

describe("parts of a command come in one order", () => {
  test("what is out of order becomes the path of a file", () => {
    expect(params("/freceive 3 encrypt=on approved_relays=on")).toMatchObject({
      userApprovedRelays: false,
      storeEncrypted: true,
      filePath: "approved_relays=on",
    })
  })

  test("or the description of a user", () => {
    expect(params("/create user bob service=on")).toMatchObject({
      newUser: { profile: { displayName: "bob", shortDescr: "service=on" }, clientService: false },
    })
  })

  test("or makes the command unreadable", () => {
    expect(refusal("/_send @4 ttl=60 live=on text hi")).toBeDefined()
    expect(refusal("/_connect 1 simplex:/a incognito=on")).toBeDefined()
    expect(refusal("/_get chats 1 count=10 pcc=on")).toBeDefined()
  })
})

describe("the default of a part may be written", () => {
  test.each([
    ["/_send @4 live=off text hi", "/_send @4 text hi"],
    ["/_send @4 ttl=default text hi", "/_send @4 text hi"],
    ["/_forward #1 as_group=off @2 3", "/_forward #1 @2 3"],
    ["/_get chats 1 pcc=off", "/_get chats 1"],
    ["/_remove #1 2 messages=off", "/_remove #1 2"],
    ["/_connect contact @4 incognito=off", "/_connect contact @4"],
    ["/_delete @4 full notify=on", "/_delete @4 full"],
    ["/_app activate restore=on", "/_app activate"],
  ])("%s", (written, short) => {
    expect(params(written)).toEqual(params(short))
  })

  test("but not force=off", () => {
    expect(refusal("/_sync @4 force=off")).toBeDefined()
    expect(refusal("/_sync #4 5 force=off")).toBeDefined()
  })
})

describe("a link that the core cannot read", () => {
  test.each(["/_connect 1 incognito", "/connect incognito on", "/_connect plan 1 nothing"])(
    "is a link all the same, which it answers with invalidConnReq: %s",
    (text) => {
      expect(["APIConnect", "Connect", "APIConnectPlan"]).toContain(parseCommand(text).name)
    },
  )
})

describe("a path runs to the end", () => {
  test.each(["/_upload 1 /srv/a b.txt", "/_download 1 simplex:/file#x /srv/a b.txt"])(
    "%s",
    (text) => {
      expect(params(text)).toMatchObject({ file: { filePath: "/srv/a b.txt" } })
    },
  )

  test("and follows the nonce of an encrypted file without a blank", () => {
    expect(params("/_upload 1  key=AAAA=  nonce=BBBB/srv/a b.txt")).toMatchObject({
      file: { filePath: "/srv/a b.txt", cryptoArgs: { fileKey: "AAAA=", fileNonce: "BBBB" } },
    })
  })
})

describe("the menu of a bot", () => {
  test("takes only the first word of a command as its keyword", () => {
    expect(params("/set bot commands Order:/order a pizza")).toEqual({
      commands: [{ type: "command", label: "Order", keyword: "order", params: "a pizza" }],
    })
  })

  test("puts what would end a label or a command in single quotes", () => {
    expect(params("/set bot commands 'Order, or not':/'order a:b'")).toEqual({
      commands: [{ type: "command", label: "Order, or not", keyword: "order", params: "a:b" }],
    })
  })
})

test("no text ends with a blank", () => {
  expect(params("/_send @4 text hi \n ")).toMatchObject({
    composedMessages: [{ msgContent: { text: "hi" } }],
  })
})

describe("the core refuses", () => {
  test.each([
    ["/_groups1", "a user's id right behind /_groups, which 6.4 wanted"],
    ["/_send *1 text hi", "notes, which APICreateChatItems writes"],
    ["/_send :1 text hi", "a pending connection"],
    ["/_add #1 2 relay", "a role that the reference lists"],
    ["/_create link #1 author", "the other role that it lists"],
    ["/quit", "nothing, it ends the whole process: only raw text does that"],
  ])("%s: %s", (text) => {
    expect(refusal(text)).toBeDefined()
  })

  test("those roles in a builder, too", () => {
    for (const memberRole of ["relay", "author"] as const) {
      expect(() => CC.APIAddMember.cmdString({ groupId: 1, contactId: 2, memberRole })).toThrow(
        CommandSyntaxError,
      )
    }
  })
})

describe("in the JSON of a command", () => {
  const content = { type: "text", text: "hi" }

  test("a sent message may lack its mentions, an updated one may not", () => {
    expect(params(`/_send @4 json [${JSON.stringify({ msgContent: content })}]`)).toMatchObject({
      composedMessages: [{ msgContent: content }],
    })
    expect(
      refusal(`/_update item @4 7 json ${JSON.stringify({ msgContent: content })}`),
    ).toBeDefined()
  })

  test("a new user may lack what bots do not set", () => {
    expect(refusal('/_create user {"pastTimestamp":false}')).toBeUndefined()
    expect(refusal('/_create user {"profile":{"displayName":"bob","fullName":""}}')).toBeDefined()
  })

  test("network settings are complete but for the proxy and keep-alive", () => {
    const timeout = { backgroundTimeout: 1, interactiveTimeout: 1 }
    const all = {
      socksMode: "always",
      hostMode: "onionViaSocks",
      requiredHostMode: false,
      sessionMode: "session",
      smpProxyMode: "unknown",
      smpProxyFallback: "allowProtected",
      smpWebPortServers: "preset",
      tcpConnectTimeout: timeout,
      tcpTimeout: timeout,
      tcpTimeoutPerKb: 1,
      rcvConcurrency: 8,
      smpPingInterval: 1,
      smpPingCount: 3,
      logTLSErrors: false,
    }
    expect(refusal(`/_network ${JSON.stringify(all)}`)).toBeUndefined()
    for (const name of Object.keys(all)) {
      expect(refusal(`/_network ${JSON.stringify({ ...all, [name]: undefined })}`)).toBeDefined()
    }
  })
})

describe("on the wire", () => {
  const user = { type: "activeUser" }

  test("arguments without names are under `data`: one as it is, several as an array", () => {
    const problems = (data: unknown) => validate("ChatResponse", { type: "chatItemId", data })
    expect(problems([user]).map(({ path }) => path)).toContain("$.data")
    expect(problems([user, null]).map(({ path }) => path)).not.toContain("$.data[1]")
    expect(problems([user, 5]).map(({ path }) => path)).not.toContain("$.data[1]")
    expect(problems([user, "5"]).map(({ path }) => path)).toContain("$.data[1]")
  })

  test("some enumerations are open: any other string can come", () => {
    for (const type of ["GroupMemberRole", "GroupType", "BadgeType", "ReportReason"] as const) {
      expect(validate(type, "something new", { strict: true })).toEqual([])
    }
    expect(validate("GroupFeature", "something new", { strict: true })).not.toEqual([])
  })

  test("the errors of a handshake come as objects, and their names are read, too", () => {
    expect(validate("HandshakeError", { type: "BAD_AUTH" })).toEqual([])
    expect(validate("HandshakeError", "BAD_AUTH")).toEqual([])
  })

  test("connectionsDiff is an answer with showIds, and an event without", () => {
    const both = { type: "connectionsDiff", userIds: {}, connIds: {} }
    const missing = (type: "ChatResponse" | "ChatEvent") =>
      validate(type, both).map(({ path }) => path)
    expect(missing("ChatResponse")).toContain("$.showIds")
    expect(missing("ChatEvent")).not.toContain("$.showIds")
  })
})
