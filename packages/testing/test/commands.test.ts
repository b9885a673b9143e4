import { readdirSync, readFileSync } from "node:fs"
import { parseCommand } from "@simplex-chat/types/parse"
import { expect, test } from "vitest"
import { schema, undeclared } from "./schema.ts"
import { createNetwork, NotSimulatedError } from "../src/index.ts"

const folder = new URL("../../types/test/gen/samples/commands/", import.meta.url)

/** The text of every sample of every declared command. */
function samples(): string[] {
  return readdirSync(folder).flatMap((file) => {
    const source = readFileSync(new URL(file, folder), "utf8")
    return [...source.matchAll(/, text: ("(?:[^"\\]|\\.)*") \}/g)].map(
      ([, text = ""]) => JSON.parse(text) as string,
    )
  })
}

test("every documented command is done, or refused as the core refuses it; others may be not simulated", async () => {
  const network = createNetwork()
  const notSimulated = new Set<string>()
  const answered = new Set<string>()
  for (const text of samples()) {
    const { name } = parseCommand(text)
    const alice = await network.person(`alice ${network.clock.stamp()}`)
    try {
      const answer = JSON.parse(await alice.core.sendCommand(text)) as {
        result?: object
        error?: object
      }
      const problems =
        answer.result === undefined
          ? undeclared("ChatError", answer.error)
          : undeclared("ChatResponse", answer.result)
      expect({ text, problems }).toEqual({ text, problems: [] })
      answered.add(name)
    } catch (error) {
      if (!(error instanceof NotSimulatedError)) throw error
      notSimulated.add(name)
    }
    await alice.core.close()
  }
  const missing = [...notSimulated].filter((name) => !answered.has(name))
  const documented = schema.commands.filter(({ undocumented }) => undocumented !== true)
  expect(documented.map(({ name }) => name).filter((name) => missing.includes(name))).toEqual([])
  // Beyond the reference the network does a part; how much is missing may only get less.
  expect(answered.size + missing.length).toBe(schema.commands.length)
  expect(missing.length).toBeLessThanOrEqual(34)
})
