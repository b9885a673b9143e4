import { defineConfig } from "vitest/config"

// A run of Stryker starts several processes.
export default defineConfig({ test: { include: ["src/**/*.test.ts"], testTimeout: 120_000 } })
