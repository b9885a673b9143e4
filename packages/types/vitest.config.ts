import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // Files leave nothing behind, and importing the same modules for each would take half of the time.
    isolate: false,
    // A busy machine takes its time: what is right passes, and only what hangs waits until here.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
