/* oxlint-disable unicorn/no-thenable -- the grammar's own word for what an optional part writes */
import { describe, expect, test } from "vitest"
import { guardsOf } from "./guards.ts"
import type { FieldSchema, GrammarNode, Schema } from "./schema.ts"

const word: GrammarNode[] = [{ literal: " " }, { param: "text", as: "word" }]
const number: GrammarNode = {
  optional: "id",
  then: [{ literal: " @" }, { param: "id", as: "number" }],
}
const schema: Schema = {
  version: "1",
  types: [
    {
      name: "Link",
      kind: "record",
      fields: [{ name: "text", type: "string" }],
      text: [{ param: "text", as: "word" }, number],
    },
  ],
  commands: [],
  responses: [],
  events: [],
}
const fields: FieldSchema[] = [
  { name: "text", type: "string" },
  { name: "id", type: "int64", optional: true },
  { name: "on", type: "bool" },
  { name: "link", type: { ref: "Link" } },
]
const guards = (...nodes: GrammarNode[]) => [...guardsOf(nodes, schema, fields)]

describe("a guard is found", () => {
  test.each<[string, GrammarNode[], [number, { pattern: string; param: string }][]]>([
    ["for a number", [number, ...word], [[0, { pattern: String.raw` @\d`, param: "text" }]]],
    [
      "for a flag",
      [{ flag: "on", literal: " x.y=" }, ...word],
      [[0, { pattern: String.raw` x\.y=(?:on|off)`, param: "text" }]],
    ],
    [
      "for each spelling of a bare flag",
      [{ flag: "on", literal: " inc", bare: true, reads: [" i"] }, ...word],
      [[0, { pattern: "(?: inc| i)", param: "text" }]],
    ],
    [
      "across other parts that may be left out",
      [{ flag: "on", literal: " x=" }, number, { optional: "text", then: word }],
      [
        [0, { pattern: " x=(?:on|off)", param: "text" }],
        [1, { pattern: String.raw` @\d`, param: "text" }],
      ],
    ],
    [
      "in a type's own text",
      [{ flag: "on", literal: " x=" }, { literal: " " }, { param: "link", as: "text" }],
      [[0, { pattern: " x=(?:on|off)", param: "link" }]],
    ],
  ])("%s", (_, nodes, want) => {
    expect(guards(...nodes)).toEqual(want)
  })
})

describe("no guard is needed", () => {
  test.each<[string, GrammarNode[]]>([
    ["at the end", [{ flag: "on", literal: " x=" }]],
    ["before another literal", [{ flag: "on", literal: " x=" }, { literal: " y=" }, ...word]],
    ["before JSON", [number, { literal: " " }, { param: "link", as: "json" }]],
    [
      "before a number",
      [{ flag: "on", literal: " x=" }, { literal: " " }, { param: "id", as: "number" }],
    ],
  ])("%s", (_, nodes) => {
    expect(guards(...nodes)).toEqual([])
  })
})

test("a grammar is refused that no check of a text can save", () => {
  const nodes: GrammarNode[] = [{ flag: "on", literal: " x", bare: true }, { literal: " xy" }]
  expect(() => guards(...nodes)).toThrow("cannot tell  x from what may follow it")
})
