import { describe, expect, test } from "vitest"
import type { Schema } from "./schema.ts"
import { validate } from "./validate.ts"

const schema: Schema = {
  version: "test",
  types: [
    {
      name: "Cat",
      kind: "record",
      fields: [
        { name: "name", type: "string" },
        { name: "lives", type: "int", optional: true },
        { name: "born", type: "utcTime", optional: true },
        { name: "mood", type: { ref: "Mood" }, optional: true },
        { name: "toys", type: { array: { ref: "Toy" }, nonEmpty: true }, optional: true },
        { name: "friends", type: { map: "int64" }, optional: true },
        { name: "chip", type: "word32", optional: true },
        { name: "weight", type: "double", optional: true },
        { name: "vet", type: "jsonObject", optional: true },
        { name: "kittens", type: { array: { ref: "Cat" } }, optional: true },
        { name: "indoors", type: "bool", optional: true },
      ],
    },
    {
      name: "Mood",
      kind: "enum",
      values: [
        { value: "calm", name: "Calm" },
        { value: "wild", name: "Wild" },
      ],
    },
    { name: "Colour", kind: "enum", values: [{ value: "red", name: "Red" }], open: true },
    { name: "Fault", kind: "enum", values: [{ value: "SLOW", name: "Slow" }], tagged: true },
    {
      name: "Toy",
      kind: "union",
      members: [
        { tag: "ball", name: "Ball", fields: [{ name: "size", type: "int" }] },
        { tag: "mouse", name: "Mouse", fields: [] },
      ],
    },
    {
      name: "Sound",
      kind: "union",
      members: [
        { tag: "purr", name: "Purr", fields: [{ name: "volume", type: "int" }] },
        {
          tag: "unknown",
          name: "Unknown",
          fields: [{ name: "json", type: "jsonObject" }],
          catchAll: true,
        },
      ],
    },
  ],
  commands: [
    {
      name: "Feed",
      params: [
        { name: "cat", type: "int64" },
        { name: "secretly", type: "bool", unwritten: "No syntax carries it." },
      ],
      grammar: [{ literal: "/feed " }, { param: "cat", as: "number" }],
      responses: ["fed"],
    },
  ],
  responses: [{ tag: "fed", name: "Fed", fields: [{ name: "cat", type: { ref: "Cat" } }] }],
  events: [{ tag: "meow", name: "Meow", fields: [{ name: "sound", type: { ref: "Sound" } }] }],
}

/** The problems, a line each: path, type and field, rule, what is there. */
function problems(name: string, value: unknown, strict = true): string[] {
  return validate(name, value, { schema, strict }).map(
    ({ path, type, field, rule, found }) =>
      `${path} ${type}${field === undefined ? "" : `/${field}`} ${rule}: ${found}`,
  )
}

describe("what is as declared", () => {
  test.each([
    ["Cat", { name: "Tom" }],
    ["Cat", { name: "", lives: 9, born: "2025-11-22T22:33:44.123456789Z", mood: "wild" }],
    ["Cat", { name: "", born: "2024-02-29T23:59:60Z" }],
    ["Cat", { name: "", born: "12000-02-29T00:00:00Z" }],
    ["Cat", { name: "Tom", lives: null, mood: undefined }],
    ["Cat", { name: "Tom", toys: [{ type: "ball", size: 1 }, { type: "mouse" }] }],
    ["Cat", { name: "Tom", friends: { jerry: 1, "": 2 }, chip: 0xffff_ffff, weight: 4.5 }],
    ["Cat", { name: "Tom", kittens: [{ name: "Tim", kittens: [] }], indoors: false }],
    ["Cat", { name: "Tom", vet: { any: ["thing"] } }],
    ["Mood", "calm"],
    ["Colour", "blue"],
    ["Fault", { type: "SLOW" }],
    ["Fault", "SLOW"],
    ["Sound", { type: "purr", volume: 3 }],
    ["Sound", { type: "hiss", at: "dog" }],
    ["Feed", { cat: 1 }],
    ["ChatResponse", { type: "fed", cat: { name: "Tom" } }],
    ["ChatEvent", { type: "meow", sound: { type: "purr", volume: 3 } }],
  ])("%s %j", (name, value) => {
    expect(problems(name, value)).toEqual([])
  })
})

describe("what is never as declared", () => {
  test.each([
    ["Cat", {}, "$.name Cat/name required: nothing"],
    ["Cat", { name: null }, "$.name Cat/name kind: null"],
    ["Cat", { name: 1 }, "$.name Cat/name kind: a number"],
    ["Cat", "Tom", "$ Cat kind: a string"],
    ["Cat", [{ name: "Tom" }], "$ Cat kind: an array"],
    ["Cat", { name: "Tom", lives: 8.5 }, "$.lives Cat/lives kind: a fraction"],
    ["Cat", { name: "Tom", lives: 2 ** 53 }, "$.lives Cat/lives range: a number beyond it"],
    ["Cat", { name: "Tom", lives: Number.NaN }, "$.lives Cat/lives kind: a fraction"],
    ["Cat", { name: "Tom", chip: -1 }, "$.chip Cat/chip range: a number beyond it"],
    ["Cat", { name: "Tom", chip: 2 ** 32 }, "$.chip Cat/chip range: a number beyond it"],
    ["Cat", { name: "Tom", weight: "4" }, "$.weight Cat/weight kind: a string"],
    ["Cat", { name: "Tom", indoors: "on" }, "$.indoors Cat/indoors kind: a string"],
    ["Cat", { name: "Tom", born: "yesterday" }, "$.born Cat/born format: another text"],
    ["Cat", { name: "Tom", born: "2025-13-01T00:00:00Z" }, "$.born Cat/born format: another text"],
    ["Cat", { name: "Tom", born: "2026-02-31T00:00:00Z" }, "$.born Cat/born format: another text"],
    ["Cat", { name: "Tom", born: "1900-02-29T00:00:00Z" }, "$.born Cat/born format: another text"],
    ["Cat", { name: "Tom", born: ["2026-01-01T00:00:00Z"] }, "$.born Cat/born kind: an array"],
    ["Cat", { name: "Tom", born: "2025-11-22T22:33:44" }, "$.born Cat/born format: another text"],
    ["Cat", { name: "Tom", toys: [] }, "$.toys Cat/toys nonEmpty: an empty array"],
    ["Cat", { name: "Tom", toys: {} }, "$.toys Cat/toys kind: an object"],
    [
      "Cat",
      { name: "Tom", toys: [{ type: "ball" }] },
      "$.toys[0].size Toy.ball/size required: nothing",
    ],
    ["Cat", { name: "Tom", toys: [{}] }, "$.toys[0] Toy/type required: nothing"],
    ["Cat", { name: "Tom", toys: [{ type: 1 }] }, "$.toys[0] Toy/type kind: a number"],
    ["Cat", { name: "Tom", friends: { jerry: "1" } }, "$.friends.* Cat/friends kind: a string"],
    ["Cat", { name: "Tom", friends: [] }, "$.friends Cat/friends kind: an array"],
    ["Cat", { name: "Tom", vet: [] }, "$.vet Cat/vet kind: an array"],
    [
      "Cat",
      { name: "Tom", kittens: [{ name: "Tim" }, {}] },
      "$.kittens[1].name Cat/name required: nothing",
    ],
    ["Mood", { type: "calm" }, "$ Mood kind: an object"],
    ["Fault", { type: 1 }, "$ Fault kind: a number"],
    ["Sound", { type: "purr" }, "$.volume Sound.purr/volume required: nothing"],
    ["Sound", "purr", "$ Sound kind: a string"],
    ["ChatResponse", { type: "fed" }, "$.cat ChatResponse.fed/cat required: nothing"],
    ["ChatEvent", null, "$ ChatEvent kind: null"],
  ])("%s %j", (name, value, problem) => {
    expect(problems(name, value)).toEqual([problem])
    expect(problems(name, value, false)).toEqual([problem])
  })
})

describe("what passes unless strict", () => {
  test.each([
    ["Cat", { name: "Tom", tail: true }, "$.tail Cat/tail undeclared: a boolean"],
    ["Cat", { name: "Tom", type: "cat" }, "$.type Cat/type undeclared: a string"],
    ["Cat", { name: "Tom", mood: "odd" }, "$.mood Mood value: another text"],
    ["Cat", { name: "Tom", toys: [{ type: "yarn" }] }, "$.toys[0] Toy/type tag: another tag"],
    ["Toy", { type: "mouse", size: 1 }, "$.size Toy.mouse/size undeclared: a number"],
    ["Fault", "FAST", "$ Fault value: another text"],
    ["Fault", { type: "SLOW", why: "fat" }, "$.why Fault/why undeclared: a string"],
    [
      "Sound",
      { type: "purr", volume: 1, json: {} },
      "$.json Sound.purr/json undeclared: an object",
    ],
    ["Feed", { cat: 1, secretly: true }, "$.secretly Feed/secretly undeclared: a boolean"],
    ["ChatEvent", { type: "bark" }, "$ ChatEvent/type tag: another tag"],
  ])("%s %j", (name, value, problem) => {
    expect(problems(name, value)).toEqual([problem])
    expect(problems(name, value, false)).toEqual([])
  })
})

test("a problem shows neither texts nor keys of the value", () => {
  const shown = JSON.stringify([
    validate(
      "Cat",
      { name: 1, "my secret": 1, friends: { "my secret": "my secret" } },
      { schema, strict: true },
    ),
    validate("Mood", "my secret", { schema, strict: true }),
    validate("Toy", { type: "my secret" }, { schema, strict: true }),
    validate("Cat", { name: "Tom", born: "my secret" }, { schema }),
  ])
  expect(shown).toContain('"path":"$.*"')
  expect(shown).not.toContain("my secret")
})

describe("what is nested too deeply", () => {
  const nested = (depth: number) => {
    let cat: object = { name: "Tom" }
    for (let i = 0; i < depth; i++) cat = { name: "Tom", kittens: [cat] }
    return cat
  }

  test("is one problem", () => {
    expect(problems("Cat", nested(60))).toEqual([])
    const [problem, ...others] = problems("Cat", nested(100_000))
    expect(problem).toMatch(/^\$(\.kittens\[0\]){64}\.name Cat\/name depth: more$/)
    expect(others).toEqual([])
  })

  test("so is what holds itself, many times", () => {
    const cat: { name: string; kittens: object[] } = { name: "Tom", kittens: [] }
    cat.kittens = [cat, cat, cat]
    expect(problems("Cat", cat)).toHaveLength(1)
  })
})

test("what the schema does not declare cannot be validated", () => {
  expect(() => validate("Dog", {}, { schema })).toThrow(RangeError)
})

test("a misspelt option is refused, with the names of those that there are", () => {
  expect(() => validate("ChatType", "telepathic", { stict: true } as never)).toThrow(
    new RangeError("there is no option stict; the options are strict, schema"),
  )
})

test("without options it is the API's own schema, leniently", () => {
  expect(validate("ChatType", "direct")).toEqual([])
  expect(validate("ChatType", "telepathic")).toEqual([])
  expect(validate("APIDeleteMyAddress", { userId: "1" })).toEqual([
    {
      path: "$.userId",
      type: "APIDeleteMyAddress",
      field: "userId",
      rule: "kind",
      expected: "int64",
      found: "a string",
    },
  ])
})
