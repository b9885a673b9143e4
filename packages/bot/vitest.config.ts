import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // What waits for a condition waits until here, on slow machines too.
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000, interval: 5 } },
  },
})
