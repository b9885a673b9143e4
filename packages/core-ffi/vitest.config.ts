import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    // A native library cannot be unloaded: every file gets a process of its own.
    pool: "forks",
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    ...(process.env["STRESS"] !== undefined ? { testTimeout: 3_600_000 } : {}),
  },
})
