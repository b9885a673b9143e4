import { defineConfig } from "vitest/config"

// Recipes that write files work in a folder of their own, which only a process can change.
export default defineConfig({
  test: { globalSetup: "test/built-site.ts", pool: "forks", testTimeout: 30_000 },
})
