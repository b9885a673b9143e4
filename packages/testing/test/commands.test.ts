import { readdirSync, readFileSync } from "node:fs"
import { parseCommand } from "@simplex-chat/types/parse"
import { expect, test } from "vitest"
import { undeclared } from "./schema.ts"
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

test("every declared command is done, refused as the core refuses it, or refused as not simulated", async () => {
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
  expect([...notSimulated].filter((name) => !answered.has(name))).toEqual([])
  expect(answered.size).toBe(55)
})
