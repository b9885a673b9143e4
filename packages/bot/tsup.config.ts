import { defineConfig } from "tsup"

export default defineConfig({
  entry: {
    index: "src/index.ts",
    hosting: "src/hosting/index.ts",
    cli: "src/cli/main.ts",
    "dev-child": "src/cli/dev/child/main.ts",
  },
  format: "esm",
  target: "es2023",
  platform: "node",
  dts: { entry: { index: "src/index.ts", hosting: "src/hosting/index.ts" } },
  clean: true,
  // tsup would take the prefix away that node:sqlite needs.
  removeNodeProtocol: false,
  external: [/^node:/],
})
