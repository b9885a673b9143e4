import { expect, test } from "vitest"
import { compare } from "./compare.ts"
import { sortOut } from "./deviations.ts"
import type { Api, Type } from "./model.ts"
import { readReference } from "./reference/read.ts"
import { declared, deviations } from "./testing/declared.ts"
import { reference } from "./testing/reference.ts"
import { render } from "./testing/render.ts"
import { wanted } from "./wanted.ts"

test("the reference of the declared version has no drift, and each deviation is needed", () => {
  const { api, problems } = readReference(render(reference))
  expect(problems).toEqual([])
  const { drift, stale } = sortOut(compare(declared.api, api), deviations)
  expect({ drift, stale }).toEqual({ drift: [], stale: [] })
})

test("no deviation is listed that the schema's own marks explain", () => {
  const keys = deviations.map(({ at, what }) => `${at} ${what}`)
  expect(new Set(keys).size).toBe(keys.length)
})

/** The reference with another type of `User.agentUserId`, which it has as a number. */
function withAgentUserId(written: string): Api {
  const changed = (type: Type): Type => {
    if (type.name !== "User" || type.kind !== "record") return type
    const fields = type.fields.map((field) =>
      field.name === "agentUserId" ? { ...field, type: written } : field,
    )
    return { ...type, fields }
  }
  return { ...reference, types: reference.types.map(changed) }
}

const entry = wanted.find(({ at }) => at === "types.User.agentUserId")!

test("a deviation that the reference has caught up with is stale", () => {
  const { drift, stale } = sortOut(compare(declared.api, withAgentUserId("string")), deviations)
  expect({ drift, stale }).toEqual({ drift: [], stale: [entry] })
})

test("a deviation explains no other value of the same field", () => {
  const { drift, stale } = sortOut(compare(declared.api, withAgentUserId("word32")), deviations)
  expect(drift).toEqual([
    { at: "types.User.agentUserId", what: "type", ours: "string", reference: "word32" },
  ])
  expect(stale).toEqual([entry])
})

test("what is marked as undocumented although the reference has it is stale", () => {
  const hidden = declared.api.responses.find(
    ({ tag }) => !reference.responses.some((one) => one.tag === tag),
  )!
  const documented = { ...reference, responses: [...reference.responses, hidden] }
  const { stale } = sortOut(compare(declared.api, documented), deviations)
  expect(stale.map(({ at }) => at)).toEqual([`responses.${hidden.tag}`])
})
