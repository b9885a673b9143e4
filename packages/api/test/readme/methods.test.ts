import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { ChatApi } from "../../src/index.ts"

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8")
const [, section = ""] = readme.split("## Commands beyond the reference")
const [text = ""] = section.split("\n## ")
const table = text.split("\n").filter((line) => line.startsWith("|"))

/** The methods behind "and the same for a ...". */
const kinds = ["Group", "GroupMember"]

test("the table of the README names methods that exist", () => {
  const named = table.flatMap((line) =>
    [...line.matchAll(/`(\w+)`/g)].map(([, name]) => `api${name}`),
  )
  const methods = named.filter((name) => !kinds.includes(name.slice("api".length)))
  expect(methods.length).toBeGreaterThan(80)
  expect(methods.filter((name) => !(name in ChatApi.prototype))).toEqual([])
  for (const line of table) {
    const kind = /the same for a `(\w+)`/.exec(line)?.[1]
    if (kind === undefined) continue
    const [first = ""] = line.split("and the same")
    const ofContacts = [...first.matchAll(/`(\w*Contact\w*)`/g)].map(([, name = ""]) => name)
    const ofKind = ofContacts.map((name) => `api${name.replace("Contact", kind)}`)
    expect(ofKind.length).toBeGreaterThan(0)
    expect(ofKind.filter((name) => !(name in ChatApi.prototype))).toEqual([])
  }
})
