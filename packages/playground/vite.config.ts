import { defineConfig } from "vite"

export default defineConfig({
  // The page is served under a token that is not known when it is built.
  base: "./",
  build: { outDir: "dist", target: "es2022", modulePreload: false, assetsInlineLimit: 0 },
})
