import { cp } from "node:fs/promises"
import { defineConfig } from "tsup"

/** What the package exports; nothing that is not imported is loaded. */
const exported = {
  index: "src/index.ts",
  bots: "src/bots/index.ts",
  channels: "src/channels/index.ts",
  hosting: "src/hosting/index.ts",
  format: "src/format/index.ts",
  forms: "src/forms/index.ts",
  i18n: "src/i18n/index.ts",
  media: "src/media/index.ts",
  moderation: "src/moderation/index.ts",
  polls: "src/polls/index.ts",
  schedule: "src/schedule/index.ts",
  testing: "src/testing/index.ts",
}

export default defineConfig({
  entry: {
    ...exported,
    cli: "src/cli/main.ts",
    "dev-child": "src/cli/dev/child/main.ts",
  },
  format: "esm",
  target: "es2023",
  platform: "node",
  dts: { entry: exported },
  clean: true,
  // tsup would take the prefix away that node:sqlite needs.
  removeNodeProtocol: false,
  external: [/^node:/],
  // The page of `simplex-bot dev --web`, which its own package has built.
  onSuccess: () => cp("../playground/dist", "dist/playground", { recursive: true }),
})
