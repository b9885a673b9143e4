import { defineConfig } from "vitest/config"

// Most tests wait for something, so that two files at once take half the time. A host and a worker declare 64 queues each, which takes seconds on a busy machine.
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    globalSetup: "test/servers/shared-broker.ts",
  },
})
