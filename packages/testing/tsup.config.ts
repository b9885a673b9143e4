import { defineConfig } from "tsup"

export default defineConfig({
  entry: ["src/index.ts", "src/vitest.ts"],
  format: "esm",
  target: "node22",
  platform: "node",
  // What is marked `@internal` (packets, rows) is no part of the declarations.
  dts: { compilerOptions: { stripInternal: true } },
  clean: true,
  // tsup would take the prefix away that node:sqlite needs.
  removeNodeProtocol: false,
  external: [/^node:/, "vitest"],
})
