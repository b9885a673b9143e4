import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // Most tests wait for a connection: on two processors, two files at once.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A busy machine takes its time: what is right passes, and only what hangs waits until here.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
