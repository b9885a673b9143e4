import { expect, test } from "vitest"
import { loadTelemetry } from "./load.ts"

test("where no SDK is registered, nothing is measured", async () => {
  expect(await loadTelemetry(() => true)).toBeUndefined()
})
