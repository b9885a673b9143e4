import { readdirSync } from "node:fs"
import { describe, expect, test } from "vitest"
import * as CC from "../src/gen/commands/index.ts"
import { schema } from "../src/gen/schema.ts"
import { parseCommand } from "../src/parse.ts"
import { validate } from "../src/validate.ts"
import { events } from "./gen/samples/events.ts"
import { open } from "./gen/samples/open.ts"
import { responses } from "./gen/samples/responses.ts"

// The samples are what the Haskell declaration encodes, and the texts that its renderer writes. That
// they satisfy the TypeScript types is checked by the compiler, in the sample files themselves.

interface CommandSample {
  readonly params: object
  readonly text: string
}

const types = Object.entries(await samplesIn<readonly unknown[]>("types"))
const commands = Object.entries(await samplesIn<readonly CommandSample[]>("commands"))

describe("every sample is as the schema says", () => {
  test.each([...types, ["ChatResponse", responses], ["ChatEvent", events]] as const)(
    "%s",
    (name, samples) => {
      expect(samples.length).toBeGreaterThan(0)
      expect(samples.flatMap((sample) => validate(name, sample, { strict: true }))).toEqual([])
    },
  )

  test.each(open)("$type lets through what others send", ({ type, value }) => {
    expect(validate(type, value, { strict: true })).toEqual([])
  })
})

const typeNames = new Set(schema.types.map(({ name }) => name))

describe("both renderers write the same, and it reads back", () => {
  test.each(commands)("%s", (name, samples) => {
    const { cmdString } = (
      CC as unknown as Record<string, { cmdString: (params: object) => string }>
    )[name] ?? { cmdString: () => "no builder" }
    for (const { params, text } of samples) {
      // A type of the same name wins in `validate`.
      if (!typeNames.has(name)) expect(validate(name, params, { strict: true })).toEqual([])
      expect(cmdString(params)).toBe(text)
      const { alternatives, ...first } = parseCommand(text)
      expect([first, ...alternatives]).toContainEqual({ name, params })
    }
  })
})

test("nothing is without samples, and no sample is of something else", () => {
  const sampled = [...types.map(([name]) => name), ...open.map(({ type }) => type)]
  expect(new Set(sampled)).toEqual(new Set(schema.types.map(({ name }) => name)))
  expect(commands.map(([name]) => name).toSorted()).toEqual(
    schema.commands.map(({ name }) => name).toSorted(),
  )
  const tags = (all: readonly { type: string }[]) => new Set(all.map(({ type }) => type))
  expect(tags(responses)).toEqual(new Set(schema.responses.map(({ tag }) => tag)))
  expect(tags(events)).toEqual(new Set(schema.events.map(({ tag }) => tag)))
})

/** What the modules in a folder of samples export, together. */
async function samplesIn<Exported>(folder: string): Promise<Record<string, Exported>> {
  const url = new URL(`./gen/samples/${folder}/`, import.meta.url)
  const modules = await Promise.all(
    readdirSync(url).map((file) => import(new URL(file, url).href) as Promise<object>),
  )
  return Object.assign({}, ...modules) as Record<string, Exported>
}
