import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { readRecording, recordings } from "./replay/recording.ts"

const sources = new URL("../src/", import.meta.url)

/** What comments refer to: `(r-errors 1365 to 1370)`, `(c-groups 97, 98)`. */
function references() {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" })
  return files
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => {
      const text = readFileSync(new URL(name.replaceAll("\\", "/"), sources), "utf8")
      const joined = text.replaceAll(/\n\s*(\/\/|\*) /g, " ")
      return [...joined.matchAll(/\b([a-r]-[a-z]+(?:-run)?)((?:(?:,| to)? \d+)+)/g)].map(
        ([, recording = "", lines = ""]) => ({ name, recording, lines: lines.match(/\d+/g) ?? [] }),
      )
    })
}

test("what comments give as evidence is in the recordings", () => {
  const known = new Map(
    recordings().map((name) => [name, new Set(readRecording(name).lines.map(({ line }) => line))]),
  )
  const found = references()
  const missing = found.flatMap(({ name, recording, lines }) =>
    lines
      .filter((line) => known.get(recording)?.has(Number(line)) !== true)
      .map((line) => `${name}: ${recording} ${line}`),
  )
  expect(missing).toEqual([])
  expect(found.length).toBeGreaterThan(50)
})
