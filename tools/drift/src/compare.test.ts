import { expect, test } from "vitest"
import { compare, type Difference } from "./compare.ts"
import type { Api, Field, Type } from "./model.ts"
import { readReference } from "./reference/read.ts"
import { reference } from "./testing/reference.ts"
import { render } from "./testing/render.ts"

const field = (name: string, type: string, optional = false): Field => ({ name, type, optional })

function small() {
  return {
    commands: [
      {
        name: "BoilWater",
        category: "Kettle commands",
        network: "no",
        params: [field("kettleId", "int64"), field("cups", "Cup", true)],
        syntax: "/_boil #<kettleId>[ <json(cups)>]",
        responses: ["boiling", "failed"],
      },
    ],
    responses: [
      { name: "Boiling", tag: "boiling", fields: [field("since", "UTCTime")] },
      { name: "Failed", tag: "failed", fields: [] },
    ],
    events: [
      {
        name: "Boiled",
        tag: "boiled",
        category: "Kettle events",
        fields: [field("cups", "[Cup]"), field("minutes", "int")],
      },
    ],
    types: [
      { name: "Cup", kind: "record" as const, syntax: "", fields: [field("size", "Size")] },
      { name: "Size", kind: "enum" as const, syntax: "", values: ["small", "large"] },
      {
        name: "Content",
        kind: "union" as const,
        syntax: "<minutes>",
        members: [
          { name: "Tea", tag: "tea", fields: [field("minutes", "int")] },
          { name: "NoTea", tag: "NO_TEA", fields: [] },
        ],
      },
    ],
    errors: ["noWater"],
  }
}

/** Our API on one side, on the other the reference that was written for it and read again. */
function differences(ours: Api, reference: Api): Difference[] {
  const { api, problems } = readReference(render(reference))
  // A planted difference is in one place, which the expressions beside it contradict.
  expect(problems.filter(({ message }) => !message.includes("the syntax is"))).toEqual([])
  return compare(ours, api)
}

test("what is the same differs in nothing", () => {
  expect(differences(small(), small())).toEqual([])
})

test("the saved reference, written and read again, differs in nothing", () => {
  expect(differences(reference, reference)).toEqual([])
})

type Small = ReturnType<typeof small>
test.each<[string, (reference: Small) => unknown, Difference[]]>([
  [
    "a parameter added",
    ({ commands }) => commands[0]!.params.push(field("lid", "bool", true)),
    [{ at: "commands.BoilWater.lid", what: "added", reference: "bool?" }],
  ],
  [
    "a parameter gone",
    ({ commands }) => commands[0]!.params.pop(),
    [{ at: "commands.BoilWater.cups", what: "removed" }],
  ],
  [
    "parameters in another order",
    ({ commands }) => commands[0]!.params.reverse(),
    [
      {
        at: "commands.BoilWater",
        what: "order",
        ours: "kettleId, cups",
        reference: "cups, kettleId",
      },
    ],
  ],
  [
    "another syntax",
    ({ commands }) => (commands[0]!.syntax = "/_boil <kettleId>"),
    [
      {
        at: "commands.BoilWater",
        what: "syntax",
        ours: "/_boil #<kettleId>[ <json(cups)>]",
        reference: "/_boil <kettleId>",
      },
    ],
  ],
  [
    "another network usage",
    ({ commands }) => (commands[0]!.network = "interactive"),
    [{ at: "commands.BoilWater", what: "network", ours: "no", reference: "interactive" }],
  ],
  [
    "another category",
    ({ commands }) => (commands[0]!.category = "Commands"),
    [
      {
        at: "commands.BoilWater",
        what: "category",
        ours: "Kettle commands",
        reference: "Commands",
      },
    ],
  ],
  [
    "an answer gone, and with it the response",
    ({ commands, responses }) => [commands[0]!.responses.pop(), responses.pop()],
    [
      {
        at: "commands.BoilWater",
        what: "responses",
        ours: "boiling, failed",
        reference: "boiling",
      },
      { at: "responses.failed", what: "removed" },
    ],
  ],
  [
    "a command added",
    ({ commands }) =>
      commands.push({ ...commands[0]!, name: "Boil", responses: ["failed"], params: [] }),
    [
      {
        at: "commands.Boil",
        what: "added",
        reference: "/_boil #<kettleId>[ <json(cups)>] answers failed",
      },
    ],
  ],
  [
    "a response's field of another type",
    ({ responses }) => (responses[0]!.fields = [field("since", "int64")]),
    [{ at: "responses.boiling.since", what: "type", ours: "UTCTime", reference: "int64" }],
  ],
  [
    "an event with another tag",
    ({ events }) => (events[0]!.tag = "waterBoiled"),
    [{ at: "events.boiled", what: "tag", ours: "boiled", reference: "waterBoiled" }],
  ],
  [
    "an event of another name and tag",
    ({ events }) => Object.assign(events[0]!, { name: "Hot", tag: "hot", fields: [] }),
    [
      { at: "events.boiled", what: "removed" },
      { at: "events.hot", what: "added", reference: '"hot" {}' },
    ],
  ],
  [
    "an event's array that is one now, and optional",
    ({ events }) => (events[0]!.fields[0] = field("cups", "Cup", true)),
    [
      { at: "events.boiled.cups", what: "type", ours: "[Cup]", reference: "Cup" },
      { at: "events.boiled.cups", what: "optional", ours: "no", reference: "yes" },
    ],
  ],
  [
    "values added, gone and moved",
    ({ types }) => Object.assign(types[1]!, { values: ["tiny", "large", "small"] }),
    [
      { at: "types.Size.tiny", what: "added", reference: "tiny" },
      { at: "types.Size", what: "order", ours: "small, large", reference: "large, small" },
    ],
  ],
  [
    "a member with another field",
    ({ types }) => (types[2]!.members![0]!.fields = [field("seconds", "int")]),
    [
      { at: "types.Content.tea.minutes", what: "removed" },
      { at: "types.Content.tea.seconds", what: "added", reference: "int" },
    ],
  ],
  [
    "a member with a tag that is written otherwise",
    ({ types }) => (types[2]!.members![1]!.tag = "noTea"),
    [{ at: "types.Content.NO_TEA", what: "tag", ours: "NO_TEA", reference: "noTea" }],
  ],
  [
    "an enumeration that is a union now",
    ({ types }) =>
      (types[1] = { ...types[2]!, kind: "union", name: "Size", syntax: "" } as (typeof types)[2]),
    [{ at: "types.Size", what: "kind", ours: "enum", reference: "union" }],
  ],
  [
    "a type's own text",
    ({ types }) => (types[2]!.syntax = ""),
    [{ at: "types.Content", what: "syntax", ours: "<minutes>", reference: "" }],
  ],
  [
    "a type added",
    ({ types }) => types.push({ ...types[2]!, name: "Drink", syntax: "" } as (typeof types)[2]),
    [
      {
        at: "types.Drink",
        what: "added",
        reference: 'union "tea" {minutes: int} | "NO_TEA" {}',
      },
    ],
  ],
])("a planted difference is found, and nothing else: %s", (_, plant, expected) => {
  const reference = small()
  plant(reference)
  expect(differences(small(), reference)).toEqual(expected)
})

test("an error of a command that is not declared is found", () => {
  const known = small()
  expect(differences({ ...known, errors: [] }, known)).toEqual([
    { at: "errors.noWater", what: "added", reference: "noWater" },
  ])
})

test("of the whole API, every field that becomes optional, or required, is found by name", () => {
  const flip = <T extends { fields: readonly Field[] }>(one: T): T => ({
    ...one,
    fields: one.fields.map((field) => ({ ...field, optional: !field.optional })),
  })
  const { commands, responses, events, types, errors } = reference
  // How a boolean is written depends on whether it is optional, and the syntax stays as it is.
  const flipParams = (params: readonly Field[]): Field[] =>
    params.map((param) => (param.type === "bool" ? param : flip({ fields: [param] }).fields[0]!))
  const flipped: Api = {
    commands: commands.map((one) => ({ ...one, params: flipParams(one.params) })),
    errors,
    responses: responses.map(flip),
    events: events.map(flip),
    types: types.map((type): Type => {
      if (type.syntax !== "") return type
      if (type.kind === "union") return { ...type, members: type.members.map(flip) }
      return type.kind === "record" ? flip(type) : type
    }),
  }
  const fields = [
    ...commands.flatMap(({ name, params }) =>
      params.filter(({ type }) => type !== "bool").map((param) => `commands.${name}.${param.name}`),
    ),
    ...responses.flatMap(({ tag, fields: own }) =>
      own.map(({ name }) => `responses.${tag}.${name}`),
    ),
    ...events.flatMap(({ tag, fields: own }) => own.map(({ name }) => `events.${tag}.${name}`)),
    ...types.flatMap((type) => {
      if (type.syntax !== "") return []
      if (type.kind === "record") return type.fields.map(({ name }) => `types.${type.name}.${name}`)
      if (type.kind === "enum") return []
      return type.members.flatMap(({ tag, fields: own }) =>
        own.map(({ name }) => `types.${type.name}.${tag}.${name}`),
      )
    }),
  ]
  const found = differences(reference, flipped)
  expect(found.map(({ at }) => at)).toEqual(fields)
  expect(new Set(found.map(({ what }) => what))).toEqual(new Set(["optional"]))
})
