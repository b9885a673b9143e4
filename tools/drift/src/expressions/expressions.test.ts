import { describe, expect, test } from "vitest"
import type { Field, Type } from "../model.ts"
import { ExpressionError } from "./expression.ts"
import { readJavaScript } from "./javascript.ts"
import { readPython } from "./python.ts"
import { type Names, syntaxOf } from "./syntax.ts"

const field = (name: string, type: string, optional = false): Field => ({ name, type, optional })

const kind: Type = { name: "Kind", kind: "enum", syntax: "@|#|", values: ["direct", "group"] }
const role: Type = { name: "Role", kind: "enum", syntax: "", values: ["member", "owner"] }
const mode: Type = {
  name: "Mode",
  kind: "union",
  syntax: "full|messages[ notify=off]",
  members: [
    { name: "Full", tag: "full", fields: [field("notify", "bool")] },
    { name: "Messages", tag: "messages", fields: [] },
  ],
}
const fields = [
  field("id", "int64"),
  field("ids", "[int64]"),
  field("kind", "Kind"),
  field("role", "Role"),
  field("live", "bool"),
  field("encrypt", "bool", true),
  field("link", "string", true),
]
const names: Names = { fields, types: [kind, role, mode] }

describe("an expression in both languages is read as the syntax that it writes", () => {
  test.each<[syntax: string, javascript: string, python: string, names?: Names]>([
    [
      "/_add #<id> member|owner",
      "'/_add #' + id + ' ' + role // JavaScript",
      "'/_add #' + str(id) + ' ' + str(role) # Python",
    ],
    ["/a <ids[0]>[,<ids[1]>...]", "'/a ' + ids.join(',')", "'/a ' + ','.join(map(str, ids))"],
    [
      "/a <str(kind)><json(ids)>",
      "'/a ' + Kind.cmdString(kind) + JSON.stringify(ids)",
      "'/a ' + Kind_cmd_string(kind) + json.dumps(ids)",
    ],
    ["/a <str(kind)>", "'/a ' + Kind.cmdString(kind)", "'/a ' + str(kind)"],
    ["/a on|off", "'/a ' + (live ? 'on' : 'off')", "'/a ' + ('on' if live else 'off')"],
    ["/a[ live=on]", "'/a' + (live ? ' live=on' : '')", "'/a' + (' live=on' if live else '')"],
    [
      "/a[ live=off]",
      "'/a' + (!live ? ' live=off' : '')",
      "'/a' + (' live=off' if not live else '')",
    ],
    [
      "/a[ encrypt=on|off]",
      "'/a' + (typeof encrypt == 'boolean' ? ' encrypt=' + (encrypt ? 'on' : 'off') : '')",
      "'/a' + ((' encrypt=' + ('on' if encrypt else 'off')) if encrypt is not None else '')",
    ],
    [
      "/a[ <link>]",
      "'/a' + (link ? ' ' + link : '')",
      "'/a' + ((' ' + link) if link is not None else '')",
    ],
    [String.raw`/a it's`, String.raw`'/a it\'s'`, String.raw`'/a it\'s'`],
    [
      "@|#|",
      "self == 'direct' ? '@' : self == 'group' ? '#' : '' // JavaScript",
      "'@' if str(self) == 'direct' else '#' if str(self) == 'group' else '' # Python",
      { fields: [], types: [], self: kind },
    ],
    [
      "full|messages[ notify=off]",
      "type + (type == 'messages' ? '' : (!notify ? ' notify=off' : ''))",
      "str(type) + ('' if str(type) == 'messages' else (' notify=off' if not notify else ''))",
      { fields: [field("notify", "bool")], types: [], self: mode },
    ],
  ])("%s", (syntax, javascript, python, given = names) => {
    expect(syntaxOf(readJavaScript(javascript), given)).toBe(syntax)
    expect(syntaxOf(readPython(python), given)).toBe(syntax)
  })
})

describe("what is written in another way is refused", () => {
  test.each([
    ["'/a' +", "expected a name, found its end"],
    ["'/a' + id id", 'expected its end, found "id"'],
    ["'/a' + (id ? 'x')", 'expected :, found ")"'],
    ["'/a' + id.toString(id)", "expected join, JSON.stringify or cmdString, found its end"],
    ["`/a ${id}`", 'expected an expression, found "`"'],
  ])("JavaScript: %s", (source, message) => {
    expect(() => readJavaScript(source)).toThrow(ExpressionError)
    expect(() => readJavaScript(source)).toThrow(message)
  })

  test.each([
    ["'/a' + (' x' if id)", 'expected else, found ")"'],
    ["';'.join(map(str, ids))", "expected ',' to join by, found its end"],
    ["f'/a {id}'", "expected its end"],
  ])("Python: %s", (source, message) => {
    expect(() => readPython(source)).toThrow(ExpressionError)
    expect(() => readPython(source)).toThrow(message)
  })
})
