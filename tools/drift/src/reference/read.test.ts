import { expect, test } from "vitest"
import { readReference, type Pages } from "./read.ts"

const commands = `# Commands

Made up.

[Kettle commands](#kettle-commands)
- [BoilWater](#boilwater)

---

## Kettle commands

For everything that boils:
- [BoilWater](#boilwater) boils.

### BoilWater

Boils water. *Mind*: it gets hot.

It answers at once.

*Network usage*: background.

**Parameters**:
- kettleId: int64
- cups: [Cup](./TYPES.md#cup)?
- marks: {string : [[Cup](./TYPES.md#cup)]}

**Syntax**:

\`\`\`
/_boil #<kettleId>[ <json(cups)>]
\`\`\`

\`\`\`javascript
'/_boil #' + kettleId + (cups ? ' ' + JSON.stringify(cups) : '') // JavaScript
\`\`\`

\`\`\`python
'/_boil #' + str(kettleId) + ((' ' + json.dumps(cups)) if cups is not None else '') # Python
\`\`\`

**Responses**:

Boiling: It boils.
- type: "boiling"
- since: UTCTime

ChatCmdError: It does not.
- type: "chatCmdError"

**Errors**:
- NoWater: The kettle is empty.

---
`

const events = `# Events

[Kettle events](#kettle-events)
- Main event
  - [Boiled](#boiled)

---

## Kettle events

### Boiled

The water boils.

**Record type**:
- type: "boiled"
- cups: [[Cup](./TYPES.md#cup)]
`

const types = `# Types

- [Cup](#cup)
- [Size](#size)
- [Content](#content)

---

## Cup

Holds a drink.

**Record type**:
- size: [Size](#size)
- content: [Content](#content)?

**Syntax**:

\`\`\`
<str(size)>
\`\`\`

---

## Size

**Enum type**:
- "small"
- "extra-large"

---

## Content

**Discriminated union type**:

Tea:
- type: "tea"
- minutes: int

Nothing:
- type: "nothing"
`

const pages: Pages = { commands, events, types }

test("a reference in the usual layout is read whole", () => {
  const { api, problems } = readReference(pages)
  expect(problems).toEqual([])
  expect(api.commands).toEqual([
    {
      name: "BoilWater",
      category: "Kettle commands",
      network: "background",
      params: [
        { name: "kettleId", type: "int64", optional: false },
        { name: "cups", type: "Cup", optional: true },
        { name: "marks", type: "{string : [Cup]}", optional: false },
      ],
      syntax: "/_boil #<kettleId>[ <json(cups)>]",
      responses: ["boiling", "chatCmdError"],
    },
  ])
  expect(api.errors).toEqual(["noWater"])
  expect(api.responses).toEqual([
    {
      name: "Boiling",
      tag: "boiling",
      fields: [{ name: "since", type: "UTCTime", optional: false }],
    },
    { name: "ChatCmdError", tag: "chatCmdError", fields: [] },
  ])
  expect(api.events).toEqual([
    {
      name: "Boiled",
      tag: "boiled",
      category: "Kettle events",
      fields: [{ name: "cups", type: "[Cup]", optional: false }],
    },
  ])
  expect(api.types).toEqual([
    {
      name: "Cup",
      kind: "record",
      syntax: "<str(size)>",
      fields: [
        { name: "size", type: "Size", optional: false },
        { name: "content", type: "Content", optional: true },
      ],
    },
    { name: "Size", kind: "enum", syntax: "", values: ["small", "extra-large"] },
    {
      name: "Content",
      kind: "union",
      syntax: "",
      members: [
        { name: "Tea", tag: "tea", fields: [{ name: "minutes", type: "int", optional: false }] },
        { name: "Nothing", tag: "nothing", fields: [] },
      ],
    },
  ])
})

/** The pages with one passage replaced. */
function changed(page: keyof Pages, passage: string, by: string): Pages {
  expect(pages[page]).toContain(passage)
  return { ...pages, [page]: pages[page].replace(passage, by) }
}

test.each<[string, Pages]>([
  ["line ends of Windows", { ...pages, commands: commands.replaceAll("\n", "\r\n") }],
  ["no blank lines", { ...pages, events: events.replaceAll("\n\n", "\n") }],
  ["the colon inside the bold", changed("commands", "**Parameters**:", "**Parameters:**")],
  ["one response", changed("commands", "**Responses**:", "**Response**:")],
  ["no full stop", changed("commands", "usage*: background.", "usage*: background")],
  ["other bullets", changed("types", '- "small"', '* "small"')],
  ["other fences", { ...pages, commands: commands.replaceAll("```", "~~~") }],
  ["fields as code", changed("types", "- minutes: int", "- `minutes`: `int`")],
  ["a longer description", changed("commands", "It boils.", "It boils.\nIt is hot.")],
  ["a link to elsewhere", changed("types", "](#size)", "](https://example.com/TYPES.md#size)")],
  ["no link", changed("types", "[Content](#content)?", "Content?")],
  ["no contents", changed("types", "- [Content](#content)\n", "")],
])("variations are read alike: %s", (_, variation) => {
  expect(readReference(variation)).toEqual(readReference(pages))
})

test.each<[what: string, pages: Pages, line: string, report: string]>([
  [
    "a type of unknown shape",
    changed("types", "minutes: int", "minutes: int | none"),
    "- minutes: int | none",
    'Content: not understood: "minutes: int | none"',
  ],
  [
    "a field without a type",
    changed("commands", "- kettleId: int64", "- kettleId"),
    "- kettleId",
    'BoilWater: not a field: "kettleId"',
  ],
  [
    "an array that does not end",
    changed("events", "[[Cup](./TYPES.md#cup)]", "[[Cup](./TYPES.md#cup)"),
    "- cups: [[Cup](./TYPES.md#cup)",
    'Boiled: not a field: "cups: [[Cup](./TYPES.md#cup)"',
  ],
  [
    "a field twice",
    changed("types", "- content: ", "- size: "),
    "- size: [Content](#content)?",
    "Cup: a second field size",
  ],
  [
    "an unknown label",
    changed("commands", "**Parameters**:", "**Arguments**:"),
    "**Arguments**:",
    'BoilWater: unknown part "arguments"',
  ],
  [
    "a list without its label",
    changed("commands", "**Parameters**:\n", ""),
    "- kettleId: int64",
    "BoilWater: is outside any part",
  ],
  [
    "a label without its list",
    changed("types", '**Enum type**:\n- "small"\n- "extra-large"', "**Enum type**:"),
    "**Enum type**:",
    "Size: a part is empty",
  ],
  [
    "a value without quotes",
    changed("types", '- "small"', "- small"),
    "- small",
    'Size: not a value: "small"',
  ],
  [
    "a tag without quotes",
    changed("types", '- type: "nothing"', "- type: nothing?!"),
    "Nothing:",
    "Content: Nothing has no tag",
  ],
  [
    "an event without a tag",
    changed("events", '- type: "boiled"\n', ""),
    "- cups: [[Cup](./TYPES.md#cup)]",
    "Boiled has no tag",
  ],
  [
    "the same tag twice",
    changed("types", '- type: "nothing"', '- type: "tea"'),
    "Nothing:",
    'Content: a second "tea"',
  ],
  [
    "a type of no kind",
    changed("types", "**Enum type**:", "Enum type:"),
    "## Size",
    "Size is of no known kind",
  ],
  [
    "no syntax",
    changed("commands", "**Syntax**:", "Syntax:"),
    "### BoilWater",
    "BoilWater has no syntax",
  ],
  [
    "a syntax in a language only",
    changed("commands", "```\n/_boil", "```haskell\n/_boil"),
    "**Syntax**:",
    "BoilWater: the syntax has no block without a language",
  ],
  [
    "a block that never ends",
    changed("commands", "# Python\n```", "# Python"),
    "```python",
    'BoilWater: not understood in its syntax: "``` that is never closed"',
  ],
  [
    "an expression that leaves out a parameter",
    changed("commands", " + (cups ? ' ' + JSON.stringify(cups) : '')", ""),
    "```javascript",
    "BoilWater: the syntax is /_boil #<kettleId>[ <json(cups)>], but its javascript writes /_boil #<kettleId>",
  ],
  [
    "an expression of another parameter",
    changed("commands", "str(kettleId)", "str(potId)"),
    "```python",
    "BoilWater: the syntax is /_boil #<kettleId>[ <json(cups)>], but its python writes /_boil #<an unknown name: potId>[ <json(cups)>]",
  ],
  [
    "an invalid expression",
    changed("commands", "kettleId + (cups", "kettleId +* (cups"),
    "```javascript",
    'BoilWater: its javascript cannot be read: expected an expression, found "*"',
  ],
  [
    "an expression in another language",
    changed("commands", "```python", "```haskell"),
    "```haskell",
    "BoilWater: a syntax in an unknown language, haskell",
  ],
  [
    "an invalid error",
    changed("commands", "- NoWater: The kettle is empty.", "- The kettle is empty."),
    "- The kettle is empty.",
    'BoilWater: not an error: "The kettle is empty."',
  ],
  [
    "no network usage",
    changed("commands", "*Network usage*: background.", ""),
    "### BoilWater",
    "BoilWater: no network usage is given",
  ],
  [
    "a heading that the contents promise",
    changed("commands", "### BoilWater", "BoilWater"),
    "- [BoilWater](#boilwater)",
    "BoilWater is in the contents, but has no section",
  ],
  [
    "a heading of the wrong level",
    changed("commands", "### BoilWater", "## BoilWater"),
    "**Parameters**:",
    '"BoilWater" is a category, but has a part of its own',
  ],
  [
    "a heading within a type",
    changed("types", "## Size", "### Size"),
    "### Size",
    '"Size": heading of a lower level',
  ],
  ["a section twice", changed("types", "## Size", "## Cup"), "## Cup", "Cup is described twice"],
  ["an empty page", { ...pages, events: "" }, "", "the page describes nothing"],
  [
    "a page of something else",
    { ...pages, types: "<!doctype html><p>Not found</p>" },
    "<!doctype html><p>Not found</p>",
    "the page describes nothing",
  ],
])("what is not understood is said, with its line: %s", (_, broken, line, report) => {
  const said = readReference(broken).problems.map(({ page, line, message }) => ({
    line: broken[page.replace(".md", "").toLowerCase() as keyof Pages].split("\n")[line - 1],
    message,
  }))
  expect(said).toContainEqual({ line, message: report })
})

test("one response must be described alike by all commands that it answers", () => {
  const [, command] = commands.split("### BoilWater")
  const second = `### CoolWater${command!.replace("- since: UTCTime", "- since: string")}`
  const { api, problems } = readReference({ ...pages, commands: commands + second })
  expect(api.commands.map(({ name }) => name)).toEqual(["BoilWater", "CoolWater"])
  expect(problems.map(({ message }) => message)).toEqual([
    'CoolWater: "boiling" is described otherwise further up',
  ])
})
