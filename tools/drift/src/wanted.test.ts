import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { compare } from "./compare.ts"
import { sortOut } from "./deviations.ts"
import { readReference } from "./reference/read.ts"
import { declared, schemaFile } from "./testing/declared.ts"
import { render } from "./testing/render.ts"
import { withoutDeviations } from "./testing/upstream.ts"
import { wanted } from "./wanted.ts"

const upstream = readReference(render(withoutDeviations(declared.api, wanted))).api
const differences = compare(declared.api, upstream)

test("a reference that differs as wanted has no drift, and each deviation is used", () => {
  expect(sortOut(differences, wanted)).toEqual({ drift: [], explained: wanted, stale: [] })
})

test("without the list, each of the deviations is drift", () => {
  const { drift } = sortOut(differences, [])
  const wants = wanted.map(({ reason: _reason, ...difference }) => difference)
  expect(drift).toHaveLength(wants.length)
  expect(drift).toEqual(expect.arrayContaining(wants))
})

test("a deviation that the reference has caught up with is stale", () => {
  const [first, ...others] = wanted
  const caughtUp = withoutDeviations(declared.api, others)
  const { drift, stale } = sortOut(compare(declared.api, caughtUp), wanted)
  expect({ drift, stale }).toEqual({ drift: [], stale: [first] })
})

test("a deviation explains no other value of the same field", () => {
  const entry = wanted.find(({ at }) => at === "types.User.agentUserId")!
  const others = wanted.filter((one) => one !== entry)
  const reference = withoutDeviations(declared.api, [...others, { ...entry, reference: "word32" }])
  const { drift, stale } = sortOut(compare(declared.api, reference), wanted)
  expect(drift).toEqual([
    { at: "types.User.agentUserId", what: "type", ours: "string", reference: "word32" },
  ])
  expect(stale).toEqual([entry])
})

interface Marked {
  name?: string
  tag?: string
  value?: string
  undocumented?: true
  members?: Marked[]
  values?: Marked[]
}

test("what the schema marks as undocumented is what the list has as ours alone", () => {
  const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as Record<string, Marked[]>
  const marked = (at: string, items: readonly Marked[]): string[] =>
    items.flatMap(({ name, tag, value, undocumented, members = [], values = [] }) => {
      const path = `${at}.${tag ?? value ?? name}`
      return undocumented ? [path] : marked(path, [...members, ...values])
    })
  const all = ["commands", "responses", "events", "types"].flatMap((kind) =>
    marked(kind, schema[kind] ?? []),
  )
  const alone = wanted.filter(({ what }) => what === "removed").map(({ at }) => at)
  expect(alone.toSorted()).toEqual(all.toSorted())
})
