import { globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import type { ViteUserConfig } from "vitest/config"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** The packages whose tests vitest runs. */
const suites = globSync("{docs,{packages,tools,examples}/*}/package.json", { cwd: root })
  .filter((file) => {
    const { scripts } = JSON.parse(readFileSync(join(root, file), "utf8")) as {
      scripts?: { test?: string }
    }
    return scripts?.test?.startsWith("vitest") === true
  })
  .map(dirname)
  .toSorted()

// vitest gives a test 5 s, which on a busy machine one process that starts another can take.
test.each(suites)("%s gives a busy machine time", async (suite) => {
  const [file = ""] = globSync(`${suite}/vitest.config.*`, { cwd: root })
  const { default: config } = (await import(join(root, file))) as { default: ViteUserConfig }
  const { testTimeout, hookTimeout, expect: expected } = config.test ?? {}
  expect(testTimeout).toBeGreaterThanOrEqual(60_000)
  expect(hookTimeout).toBeGreaterThanOrEqual(60_000)
  expect(expected?.poll?.timeout).toBeGreaterThanOrEqual(30_000)
})

test("all of them are looked at", () => {
  expect(suites).toContain("packages/bot")
  expect(suites.length).toBeGreaterThan(20)
})
