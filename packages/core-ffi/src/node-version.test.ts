import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { nodeProblem } from "./node-version.ts"

test("an old Node is one line that says what to install", () => {
  for (const version of ["18.20.0", "20.20.2", "22.17.1"])
    expect(nodeProblem(version)).toBe(
      `Node ${version} is too old: install Node 22.18 or newer (https://nodejs.org)`,
    )
  for (const version of ["22.18.0", "22.23.1", "24.0.0", "26.1.0"])
    expect(nodeProblem(version)).toBeUndefined()
})

test("the version is the one in engines", () => {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8")
  const { engines } = JSON.parse(manifest) as { engines: { node: string } }
  const oldest = engines.node.replace(">=", "")
  expect(nodeProblem(`${oldest}.0`)).toBeUndefined()
  const [major = 0, minor = 0] = oldest.split(".").map(Number)
  expect(nodeProblem(`${major}.${minor - 1}.9`)).toContain(oldest)
})
