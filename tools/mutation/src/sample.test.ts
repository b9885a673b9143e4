import type { Mutant } from "@stryker-mutator/api/core"
import { expect, test } from "vitest"
import { inSample, parseSample } from "./sample.ts"

const folder = "/project/packages/bot"

const mutants: readonly Mutant[] = Array.from({ length: 2_000 }, (_, at) => ({
  id: `${at}`,
  fileName: `${folder}/src/inbox/inbox.ts`,
  location: {
    start: { line: at >> 2, column: 4 + (at & 3) },
    end: { line: at >> 2, column: 20 },
  },
  mutatorName: "ConditionalExpression",
  replacement: "true",
}))

test.each([
  ["8", { number: 1, count: 8 }],
  ["3/8", { number: 3, count: 8 }],
  ["1", { number: 1, count: 1 }],
])("--sample %s", (text, sample) => {
  expect(parseSample(text)).toEqual(sample)
})

test.each(["", "0", "0/4", "5/4", "1/0", "4/", "/4", "-1", "1.5", "many", " 2"])(
  "--sample %j is refused",
  (text) => {
    expect(() => parseSample(text)).toThrow("--sample takes N, or K/N with K from 1 to N, and got")
  },
)

test("every mutant is in exactly one sample, and all samples are about as large", () => {
  const count = 8
  const sizes = Array.from(
    { length: count },
    (_, at) =>
      mutants.filter((mutant) => inSample({ number: at + 1, count }, folder, mutant)).length,
  )
  expect(sizes.reduce((sum, size) => sum + size)).toBe(mutants.length)
  for (const size of sizes) expect(Math.abs(size - mutants.length / count)).toBeLessThan(75)
})

test("the sample is the same on every machine, and whatever number Stryker gives a mutant", () => {
  const elsewhere = "/home/ci/clone/packages/bot"
  const drawn = (mutant: Mutant, where: string) => inSample({ number: 1, count: 4 }, where, mutant)
  for (const mutant of mutants) {
    const fileName = mutant.fileName.replace(folder, elsewhere)
    expect(drawn({ ...mutant, id: "7", fileName }, elsewhere)).toBe(drawn(mutant, folder))
  }
})
