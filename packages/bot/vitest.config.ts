import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // Tests of processes and of pages wait most of their time: on two processors, two files at once.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // What waits for a condition waits until here, on slow machines too.
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000, interval: 5 } },
  },
})
