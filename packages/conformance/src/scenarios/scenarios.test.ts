import { readFileSync } from "node:fs"
import { sessionNames, sessionText } from "../../../types/test/recordings/files.ts"
import { schema } from "../../../types/src/gen/schema.ts"
import { expect, test } from "vitest"
import { partsTable } from "../run/table.ts"
import { areas } from "./index.ts"
import { knownFailures } from "./known-failures.ts"
import { parts } from "./parts.ts"
import { asFormerMember, asMember, asOwner, toMessages } from "./refusals/roles.ts"
import { malformed, unknownIds, withoutStart, withoutUser } from "./refusals/tables.ts"

const tables = [...withoutUser, ...withoutStart, ...unknownIds, ...malformed]
const roles = [...asMember, ...asOwner, ...asFormerMember, ...toMessages]
const all = Object.values(areas).flat()

test("each part of the recordings has a scenario, and each scenario names parts that exist", () => {
  const recorded = Object.entries(parts).flatMap(([file, names]) =>
    names.map((name) => `${file}/${name}`),
  )
  const covered = new Set(all.flatMap(({ covers }) => covers))
  expect(recorded.filter((part) => !covered.has(part))).toEqual([])
  expect([...covered].filter((part) => !recorded.includes(part))).toEqual([])
})

test.each(Object.entries(parts))(
  "the parts of %s are the steps that were recorded",
  (name, named) => {
    const steps = sessionText(name)
      .split("\n")
      .filter((line) => line.includes('"probe":"step"'))
      .map((line) => (JSON.parse(line) as { readonly value: string }).value)
    // The first recordings have no steps: their parts are those of their description.
    if (steps.length > 0) expect(named).toEqual([...new Set(steps)])
    else expect(named.length).toBeGreaterThan(2)
  },
)

test("all recordings are in the table", () => {
  expect(Object.keys(parts).toSorted()).toEqual(sessionNames())
})

test("no two scenarios have one name, and known failures are scenarios", () => {
  const names = all.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(Object.keys(knownFailures).filter((name) => !names.includes(name))).toEqual([])
})

test("each documented command is refused in a scenario", () => {
  const refused = [...tables, ...roles].map(([command]) => command)
  const missing = schema.commands.filter(({ grammar, undocumented }) => {
    const [first] = grammar
    const head = first !== undefined && "literal" in first ? first.literal : ""
    const words = head.replace(/[@#*: ]+$/, "")
    return undocumented !== true && !refused.some((command) => command.startsWith(words))
  })
  expect(missing.map(({ name }) => name)).toEqual([])
})

test("the README's table is up to date", () => {
  const rows = (text: string) =>
    text
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split("|").map((cell) => cell.trim()))
      .filter((cells) => !cells.some((cell) => cell.startsWith("--")))
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8")
  const written = readme.slice(readme.indexOf("<!-- Written by"))
  expect(rows(written)).toEqual(rows(partsTable(parts, all, knownFailures)))
})
