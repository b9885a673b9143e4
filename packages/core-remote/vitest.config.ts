import { defineConfig } from "vitest/config"

// How long a busy machine takes says nothing about what is tested.
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
})
