import { defineConfig } from "tsup"

export default defineConfig({
  entry: ["src/index.ts", "src/scripted.ts", "src/remote/index.ts"],
  format: "esm",
  target: "es2023",
  platform: "neutral",
  dts: { compilerOptions: { lib: ["ES2023", "DOM"], types: [] } },
  clean: true,
})
