import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { expect, test } from "vitest"

test("works with Node's own test runner", async () => {
  const file = fileURLToPath(new URL("fixtures/with-node-test.ts", import.meta.url))
  // It would take itself for a part of another run.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const args = ["--disable-warning=ExperimentalWarning", "--test", "--test-reporter=tap", file]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env })
  expect(stdout).toContain("# pass 1")
  expect(stdout).toContain("# fail 0")
})
