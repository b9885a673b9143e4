import { defineConfig } from "vitest/config"

// A host and a worker declare 64 queues each, which takes seconds on a busy machine.
export default defineConfig({
  test: { include: ["src/**/*.test.ts", "test/**/*.test.ts"], testTimeout: 30_000 },
})
