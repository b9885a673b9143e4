import starlight from "@astrojs/starlight"
import { defineConfig } from "astro/config"
import starlightTypeDoc from "starlight-typedoc"
import { contents } from "./contents.ts"

const packages = ["bot", "api", "testing", "core", "core-ffi", "core-remote", "workers"]

export default defineConfig({
  site: "https://simplex-chat.github.io",
  base: "/simplex-chat-bot-sdk",
  trailingSlash: "always",
  // One of high contrast, for both themes of the site.
  markdown: { shikiConfig: { theme: "github-dark-high-contrast" } },
  integrations: [
    starlight({
      title: "SimpleX Chat bot SDK",
      description: "Bots on SimpleX Chat in TypeScript",
      // Its twoslash plugin needs TypeScript 5; Astro's own highlighter does what these pages need.
      expressiveCode: false,
      lastUpdated: false,
      pagefind: true,
      components: { MarkdownContent: "./src/components/MarkdownContent.astro" },
      plugins: [
        starlightTypeDoc({
          entryPoints: packages.map((name) => `../packages/${name}/src/index.ts`),
          tsconfig: "./tsconfig.typedoc.json",
          output: "reference/api",
          sidebar: { label: "Packages", collapsed: true },
          typeDoc: {
            excludeInternal: true,
            skipErrorChecking: true,
            entryFileName: "index",
            gitRevision: "main",
          },
        }),
      ],
      sidebar: [
        ...contents.map(({ label, folder, pages }) => ({
          label,
          items: pages.map((page) => (folder === "" ? page : `${folder}/${page}`)),
        })),
        { label: "Recipes", items: [{ autogenerate: { directory: "recipes" } }] },
        {
          label: "Reference",
          items: [
            "reference/options",
            "reference/command-line",
            "reference/errors",
            { label: "Packages", link: "/reference/api/" },
            {
              label: "Wire API",
              collapsed: true,
              items: ["commands", "events", "responses", "types"].map((kind) => ({
                label: kind,
                collapsed: true,
                items: [{ autogenerate: { directory: `reference/wire/${kind}` } }],
              })),
            },
          ],
        },
      ],
    }),
  ],
})
