import { cp, readFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { defineConfig, type Options } from "tsup"

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

type Plugin = NonNullable<Options["esbuildPlugins"]>[number]

const index = resolve(exported.index)

/**
 * Makes all that applications load with the package one file: each further file takes Node 0.2 ms.
 *
 * esbuild makes a file of the modules that the same entries need. So each entry that needs some of
 * the modules behind `index.ts` gets to need all of them, as its users do anyway.
 */
const inOneFile: Plugin = {
  name: "in-one-file",
  setup(build) {
    const { format: _, ...needIndex } = exported // `format` may be all that a page in a browser needs
    const entries = new Set(Object.values(needIndex).map((entry) => resolve(entry)))
    build.onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir, importer }) => {
      const isOfCli = importer.includes(join("src", "cli"))
      if (kind === "dynamic-import" && !isOfCli) entries.add(join(resolveDir, path))
      return undefined
    })
    build.onResolve({ filter: /^in-one-file$/ }, () => ({ path: index, sideEffects: true }))
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (path === index || !entries.has(path)) return undefined
      const contents = `import "in-one-file"\n${await readFile(path, "utf8")}`
      return { contents, loader: "ts" }
    })
  },
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
  esbuildPlugins: [inOneFile],
  // tsup would take the prefix away that node:sqlite needs.
  removeNodeProtocol: false,
  external: [/^node:/],
  // The page of `simplex-bot dev --web`, which its own package has built.
  onSuccess: () => cp("../playground/dist", "dist/playground", { recursive: true }),
})
