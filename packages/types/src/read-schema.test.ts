import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { schema } from "./gen/schema.ts"
import { readSchema } from "./read-schema.ts"

const text = readFileSync(new URL("../schema/api.json", import.meta.url), "utf8")

test("the schema file is read, with its documentation", () => {
  const read = readSchema(text)
  expect(read.version).toBe(schema.version)
  expect(read.commands.map(({ name }) => name)).toEqual(schema.commands.map(({ name }) => name))
  expect(read.types.find(({ name }) => name === "ChatType")).toMatchObject({
    area: "Chats",
    syntax: "@|#|*|:",
    description: expect.stringContaining("kind of a chat") as string,
  })
})

test("members of a later version are let through", () => {
  expect(() => readSchema(text.replace('"version":', '"colour": "red", "version":'))).not.toThrow()
})

describe("what is damaged is refused, with the place", () => {
  const small = {
    version: "1",
    types: [
      {
        name: "Kind",
        kind: "enum",
        values: [{ value: "a", name: "A" }],
        text: [{ choice: { a: "@" } }],
      },
      { name: "Ref", kind: "record", fields: [{ name: "id", type: "int64" }] },
    ],
    commands: [
      {
        name: "Join",
        params: [{ name: "role", type: { ref: "Kind" } }],
        grammar: [{ literal: "/join " }, { param: "role", as: "choice" }],
        responses: ["done"],
      },
    ],
    responses: [{ tag: "done", name: "Done", fields: [] }],
    events: [],
  }

  test("the small schema is not", () => {
    expect(readSchema(JSON.stringify(small))).toEqual(small)
  })

  test.each<[find: string, replacement: string, want: string]>([
    ['"type":"int64"', '"typ":"int64"', "types[1].fields[0].type should be an object"],
    ['"type":"int64"', '"type":"int65"', "types[1].fields[0].type should be one of bool, string,"],
    ['"kind":"record"', '"kind":"recrod"', "types[1].kind should be one of record, enum, union"],
    [
      '"as":"choice"',
      '"as":"chioce"',
      "commands[0].grammar[1].as should be one of number, numbers,",
    ],
    ['"literal"', '"litral"', "commands[0].grammar[0] should be an object with"],
    ['{"a":"@"}', '{"a":1}', "types[0].text[0].choice.a should be a text"],
    ['"events":[]', '"events":{}', "events should be an array"],
    ['"tag":"done"', '"tag":null', "responses[0].tag should be a text"],
    ['"name":"Done"', '"name":"Done","undocumented":1', "responses[0].undocumented should be true"],
  ])("%s as %s", (find, replacement, want) => {
    const whole = JSON.stringify(small)
    expect(whole).toContain(find)
    expect(() => readSchema(whole.replace(find, replacement))).toThrow(
      `the schema is damaged: ${want}`,
    )
  })

  test("and so is what is none", () => {
    expect(() => readSchema("[]")).toThrow("the schema is damaged: it should be an object")
    expect(() => readSchema("{")).toThrow(SyntaxError)
  })
})
