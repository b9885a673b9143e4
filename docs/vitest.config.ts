import { defineConfig } from "vitest/config"

// Recipes that write files work in a folder of their own, which only a process can change.
export default defineConfig({ test: { testTimeout: 30_000, pool: "forks" } })
