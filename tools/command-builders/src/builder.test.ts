/* oxlint-disable unicorn/no-thenable -- the grammar's own word for what an optional part writes */
import { describe, expect, test } from "vitest"
import { body } from "./builder.ts"
import type { FieldSchema, GrammarNode, Schema } from "./schema.ts"

const schema: Schema = {
  version: "1",
  types: [
    { name: "Role", kind: "enum", values: [{ value: "owner", name: "Owner" }] },
    {
      name: "Kind",
      kind: "enum",
      values: [{ value: "direct", name: "Direct" }],
      text: [{ choice: { direct: "@" } }],
    },
    {
      name: "Link",
      kind: "record",
      fields: [{ name: "full", type: "string" }],
      text: [{ param: "full", as: "word" }],
    },
    { name: "Profile", kind: "record", fields: [{ name: "name", type: "string" }] },
    { name: "Wallpaper", kind: "record", fields: [{ name: "scale", type: "double" }] },
  ],
  commands: [],
  responses: [],
  events: [],
}

const fields: FieldSchema[] = [
  { name: "id", type: "int64" },
  { name: "ids", type: { array: "int64", nonEmpty: true } },
  { name: "on", type: "bool" },
  { name: "ready", type: "bool" },
  { name: "text", type: "string", optional: true },
  { name: "time", type: "utcTime" },
  { name: "role", type: { ref: "Role" } },
  { name: "kind", type: { ref: "Kind" } },
  { name: "link", type: { ref: "Link" }, optional: true },
  { name: "profile", type: { ref: "Profile" } },
  { name: "profiles", type: { array: { ref: "Profile" }, nonEmpty: true } },
  { name: "wallpaper", type: { ref: "Wallpaper" } },
  { name: "custom", type: "jsonObject" },
]

function write(...nodes: GrammarNode[]) {
  const uses = new Set<string>()
  const code = body(nodes, {
    schema,
    fields,
    value: (field) => `p?.${field}`,
    at: (field) => `"${field}"`,
    uses,
  })
  return { code, uses: [...uses] }
}

describe("each part", () => {
  test.each<[string, GrammarNode, string]>([
    ["a literal", { literal: "/a " }, `"/a "`],
    ["a quote in it", { literal: '"' }, String.raw`"\""`],
    ["other spellings are only read", { literal: "/a ", reads: ["/a"] }, `"/a "`],
    ["a number", { param: "id", as: "number" }, `number(p?.id, "id")`],
    ["numbers", { param: "ids", as: "numbers" }, `numbers(p?.ids, "ids")`],
    ["a word", { param: "text", as: "word" }, `word(p?.text, "text")`],
    ["a time", { param: "time", as: "word" }, `utcTime(p?.time, "time")`],
    ["the rest", { param: "text", as: "rest" }, `rest(p?.text, "text")`],
    ["on or off", { param: "on", as: "onOff" }, `onOff(p?.on, "on")`],
    ["a choice", { param: "role", as: "choice" }, `choice(p?.role, "role", Role)`],
    ["an object", { param: "profile", as: "json" }, `json(p?.profile, "profile", '{')`],
    ["an array", { param: "profiles", as: "json" }, `json(p?.profiles, "profiles", '[{')`],
    ["a JSON string", { param: "text", as: "json" }, `json(p?.text, "text", '"')`],
    ["fractions", { param: "wallpaper", as: "json" }, `jsonData(p?.wallpaper, "wallpaper", '{')`],
    ["own data", { param: "custom", as: "json" }, `jsonData(p?.custom, "custom", '{')`],
    ["a type's text", { param: "link", as: "text" }, `writeLink(p?.link, "link")`],
    ["a value's text", { param: "kind", as: "text" }, `symbol(p?.kind, "kind", {"direct":"@"})`],
    ["a flag", { flag: "on", literal: " x=" }, `(bool(p?.on, "on") ? " x=on" : "")`],
    [
      "a flag that is on by default",
      { flag: "on", literal: " x=", default: true },
      `(bool(p?.on, "on") ? "" : " x=off")`,
    ],
    ["a bare flag", { flag: "on", literal: " x", bare: true }, `(bool(p?.on, "on") ? " x" : "")`],
    [
      "an optional part",
      { optional: "text", then: [{ literal: " " }, { param: "text", as: "rest" }] },
      `(p?.text == null ? "" : " " + rest(p.text, "text"))`,
    ],
    [
      "a part with some values of other fields alone",
      {
        optional: "text",
        only: { kind: ["direct", "group"], role: ["owner"] },
        then: [{ literal: "/" }, { param: "text", as: "rest" }],
      },
      `(p?.text == null ? "" : (p.kind === "direct" || p.kind === "group") && (p.role === "owner") ? ` +
        `"/" + rest(p.text, "text") : fail("text", "text only for direct or group and owner"))`,
    ],
    [
      "a part unless all are true",
      { when: ["on", "ready"], then: [], else: [{ param: "on", as: "onOff" }] },
      `(bool(p?.on, "on") && bool(p?.ready, "ready") ? "" : onOff(p?.on, "on"))`,
    ],
    [
      "alternatives are only read",
      {
        either: [{ param: "id", as: "number" }],
        reads: [{ nodes: [{ literal: "x" }], gives: {} }],
      },
      `number(p?.id, "id")`,
    ],
  ])("%s", (_, node, want) => {
    expect(write(node).code).toBe(want)
  })

  test("trust the object that holds them, once one of them is required", () => {
    const text: GrammarNode = {
      optional: "text",
      then: [{ literal: "/" }, { param: "text", as: "word" }],
    }
    const id: GrammarNode = { param: "id", as: "number" }
    expect(write(text, id, text).code).toBe(
      `(p?.text == null ? "" : "/" + word(p.text, "text")) + number(p?.id, "id") + ` +
        `(p.text == null ? "" : "/" + word(p.text, "text"))`,
    )
  })

  test("are joined, and say what they use", () => {
    const { code, uses } = write({ literal: "/a #" }, { param: "role", as: "choice" })
    expect(code).toBe(`"/a #" + choice(p?.role, "role", Role)`)
    expect(uses.toSorted()).toEqual(["Role", "choice"])
  })
})

describe("a part that later text could be mistaken for", () => {
  test("is checked against what follows it", () => {
    const { code } = write(
      { literal: "/a" },
      { flag: "on", literal: " x=" },
      { optional: "text", then: [{ literal: " " }, { param: "text", as: "rest" }] },
    )
    expect(code.replaceAll(/\s+/g, " ")).toBe(
      `{ const text = p?.text == null ? "" : " " + rest(p.text, "text") ` +
        `const on = bool(p?.on, "on") ? " x=on" : absent(text, /^ x=(?:on|off)/, "text") ` +
        `return "/a" + on + text }`,
    )
  })
})

describe("a grammar that cannot be written", () => {
  test.each<[string, GrammarNode, RegExp]>([
    ["a name that is no field", { param: "none", as: "number" }, /names none/],
    [
      "a choice that is not of an enumeration",
      { param: "profile", as: "choice" },
      /not an enumeration/,
    ],
    ["text of a type without", { param: "profile", as: "text" }, /Profile has no text/],
    ["text of no declared type", { param: "id", as: "choice" }, /no declared type/],
    ["cases in the middle", { cases: [] }, /is not allowed inside/],
  ])("%s", (_, node, want) => {
    expect(() => write({ literal: "/a " }, node)).toThrow(want)
  })
})
