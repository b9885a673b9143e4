import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Part } from "./parts.ts"
import { run, type Score } from "./run.ts"
import type { Sample } from "./sample.ts"

const root = fileURLToPath(new URL("../fixtures", import.meta.url))
const part: Part = { folder: "packages/clamp", mutate: ["src/**/*.ts"], exclude: [] }
const before = process.cwd()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mutation-"))
})

afterAll(async () => {
  process.chdir(before)
  await rm(folder, { recursive: true })
})

async function scored(sample?: Sample) {
  const report = join(folder, `report-${sample?.number ?? "all"}`)
  const score = await run(root, part, { sample, report })
  const { files } = JSON.parse(await readFile(`${report}.json`, "utf8")) as {
    files: Record<string, { mutants: readonly { status: string }[] }>
  }
  const statuses = Object.values(files).flatMap(({ mutants }) =>
    mutants.map(({ status }) => status),
  )
  const tried = statuses.filter((status) => status !== "CompileError" && status !== "NoCoverage")
  return { score, tried: tried.length }
}

test("what tests notice, what they miss and what they never reach is counted; samples add up", async () => {
  const all = await scored()
  expect(all.score).toEqual({ mutants: 11, covered: 9, killed: 6 } satisfies Score)

  const first = await scored({ number: 1, count: 2 })
  const second = await scored({ number: 2, count: 2 })
  expect(first.tried).toBeLessThan(all.tried)
  expect(first.tried + second.tried).toBe(all.tried)
  for (const key of ["mutants", "covered", "killed"] as const)
    expect(first.score[key] + second.score[key]).toBe(all.score[key])
})
