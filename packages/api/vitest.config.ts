import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import { recipes } from "./test/readme/recipes.ts"

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

export default defineConfig({
  // The README's recipes import the package by its name; `#recipe/1` is the code of the first.
  resolve: { alias: { "@simplex-chat/api": path("src/index.ts") } },
  plugins: [
    {
      name: "recipes",
      enforce: "pre",
      resolveId: (id) => (id.startsWith("#recipe/") ? path(`README-${id.slice(8)}.ts`) : undefined),
      load(id) {
        const number = /README-(\d+)\.ts$/.exec(id)?.[1]
        return recipes().find((recipe) => recipe.number === Number(number))?.code
      },
    },
  ],
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
