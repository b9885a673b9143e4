import { describe, expect, test } from "vitest"
import * as CC from "../../src/gen/commands/index.ts"
import { schema } from "../../src/gen/schema.ts"
import { CommandParseError, parseCommand } from "../../src/parse.ts"
import { complete, named, refused, respelled } from "./table.ts"

// Texts that people and other clients send, and the core reads, although no builder writes them.

const commands: Record<string, { cmdString: (params: never) => string }> = { ...CC }

/** The reading as this command, first or among the alternatives. */
function readAs(text: string, name: string) {
  const { alternatives, ...first } = parseCommand(text)
  return [first, ...alternatives].find((reading) => reading.name === name)
}

describe("other spellings read as the one that the builder writes", () => {
  test.each(respelled.map(([name, written, ...others]) => ({ name, written, others })))(
    "$written",
    ({ name, written, others }) => {
      const reading = readAs(written, name)
      expect(reading?.name).toBe(name)
      expect(commands[name]?.cmdString(reading?.params as never)).toBe(written)
      for (const text of others) expect([text, readAs(text, name)]).toEqual([text, reading])
    },
  )
})

describe("texts for people are read, with what the core looks up", () => {
  test.each(named)("%s: %s", (name, text) => {
    const reading = readAs(text, name)
    expect(reading?.name).toBe(name)
    expect(reading?.lookup).toBeDefined()
  })

  test.each(complete)("or with all parameters: %s: %s", (name, text) => {
    const reading = readAs(text, name)
    expect(reading?.name).toBe(name)
    expect(reading?.lookup).toBeUndefined()
  })
})

test.each(refused)("refused, as by the core: %s", (text) => {
  expect(() => parseCommand(text)).toThrow(CommandParseError)
})

describe("traps", () => {
  test("parts in another order become the path of the file", () => {
    expect(parseCommand("/freceive 3 encrypt=on approved_relays=on").params).toEqual({
      fileId: 3,
      userApprovedRelays: false,
      storeEncrypted: true,
      filePath: "approved_relays=on",
    })
  })

  test("what follows the name of a new user is the description", () => {
    expect(parseCommand("/create user bob service=on").params).toMatchObject({
      newUser: { profile: { displayName: "bob", shortDescr: "service=on" }, clientService: false },
    })
  })

  test("a word that is no link is read as one: the core answers invalidConnReq", () => {
    expect(readAs("/_connect 1 incognito", "APIConnect")?.params).toMatchObject({
      preparedLink_: { connFullLink: "incognito" },
    })
    expect(readAs("/connect incognito on", "Connect")?.params).toMatchObject({ incognito: true })
  })

  test("blanks at the end are no part of a command", () => {
    expect(parseCommand("/users  \n")).toEqual(parseCommand("/users"))
  })

  test("white space of any kind separates parameters", () => {
    expect(parseCommand("/_info #1\t2").params).toEqual({ groupId: 1, groupMemberId: 2 })
  })
})

test("every shorthand of the schema is shown here", () => {
  const shown = new Set([...named, ...complete].map(([name]) => name as string))
  const others = ["APIAddContact", "APIGetChats", "APIGetChat", "APIExportArchive"]
  const declared = new Set((schema.shorthands ?? []).map(({ command }) => command))
  for (const name of [...others, "APISetAppFilePaths", "APISetPublicGroupAccess"]) shown.add(name)
  expect([...declared].filter((name) => !shown.has(name))).toEqual([])
})
