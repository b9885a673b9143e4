import { defineConfig } from "tsup"

export default defineConfig({
  entry: {
    index: "src/index.ts",
    postgres: "src/storages/postgres.ts",
    redis: "src/storages/redis.ts",
  },
  format: "esm",
  target: "node22",
  platform: "node",
  dts: true,
  clean: true,
  removeNodeProtocol: false,
})
