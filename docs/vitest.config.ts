import { defineConfig } from "vitest/config"

// Recipes that write files work in a folder of their own, which only a process can change.
export default defineConfig({
  test: {
    globalSetup: "test/built-site.ts",
    pool: "forks",
    // A busy machine takes its time: what is right passes, and only what hangs waits until here.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
