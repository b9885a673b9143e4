import { defineConfig } from "vitest/config"

// Some tests run the whole program, compiler and formatter included: on a busy machine that is slow.
export default defineConfig({ test: { include: ["src/**/*.test.ts"], testTimeout: 60_000 } })
