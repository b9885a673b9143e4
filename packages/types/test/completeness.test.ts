import { Project } from "ts-morph"
import { describe, expect, test } from "vitest"
import * as commands from "../src/gen/commands/index.ts"
import * as events from "../src/gen/events.ts"
import * as responses from "../src/gen/responses.ts"
import { schema } from "../src/gen/schema.ts"
import * as types from "../src/gen/types/index.ts"
import * as index from "../src/index.ts"
import type { TypeSchema } from "../src/schema.ts"

// The numbers are those of SimpleX Chat's own reference. What is undocumented there, and
// declared here all the same, is counted apart.

const documented = <Entry extends { undocumented?: true }>(entries: readonly Entry[]) =>
  entries.filter((entry) => entry.undocumented !== true)
const ofKind = <Kind extends TypeSchema["kind"]>(kind: Kind) =>
  documented(schema.types).filter(
    (type): type is Extract<TypeSchema, { kind: Kind }> => type.kind === kind,
  )

describe("the schema counts", () => {
  test.each([
    ["commands", schema.commands, 52, 144],
    ["responses", schema.responses, 55, 91],
    ["events", schema.events, 50, 53],
  ] as const)("%s", (_, entries, inReference, beyond) => {
    expect(documented<{ undocumented?: true }>(entries)).toHaveLength(inReference)
    expect(entries).toHaveLength(inReference + beyond)
  })

  test("types", () => {
    expect(documented(schema.types)).toHaveLength(211)
    expect(ofKind("record")).toHaveLength(107)
    expect(ofKind("enum")).toHaveLength(43)
    expect(ofKind("union")).toHaveLength(61)
  })

  test("values and members", () => {
    expect(ofKind("enum").flatMap(({ values }) => documented(values))).toHaveLength(175)
    expect(ofKind("union").flatMap(({ members }) => documented(members))).toHaveLength(522)
  })

  test("parameters", () => {
    expect(documented(schema.commands).flatMap(({ params }) => params)).toHaveLength(110)
  })
})

const project = new Project({ tsConfigFilePath: "tsconfig.build.json" })
const exportsOf = (path: string) =>
  project.getSourceFileOrThrow(`src/gen/${path}`).getExportedDeclarations()

describe("each module exports what the schema declares, and nothing else", () => {
  const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name)

  test.each([
    ["types/index.ts", names(schema.types)],
    ["commands/index.ts", names(schema.commands)],
    ["responses.ts", ["ChatResponse", "Tag", ...names(schema.responses)]],
    ["events.ts", ["ChatEvent", "Tag", ...names(schema.events)]],
  ])("%s", (path, want) => {
    expect([...exportsOf(path).keys()].toSorted()).toEqual(want.toSorted())
  })

  test("as constants: commands, enumerations, types with text", () => {
    const withText = schema.types.filter((type) => type.kind === "enum" || type.text !== undefined)
    expect(Object.keys(types).toSorted()).toEqual(names(withText).toSorted())
    expect(Object.keys(commands).toSorted()).toEqual(names(schema.commands).toSorted())
    expect(Object.keys(responses)).toEqual([])
    expect(Object.keys(events)).toEqual([])
  })

  test("from the package: the namespaces and what most code names", () => {
    expect(Object.keys(index).toSorted()).toEqual(
      ["CC", "CEvt", "CR", "CommandSyntaxError", "T"].toSorted(),
    )
  })
})
