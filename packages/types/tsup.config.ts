import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { glob } from "node:fs/promises"
import { defineConfig } from "tsup"

const asJavaScript = (path: string) => path.replace(/\.ts$/, ".js")

/** The compiler leaves `.ts` in the imports of the declarations that it writes. */
async function emitDeclarations() {
  execFileSync("tsc", ["-p", "tsconfig.build.json"], { stdio: "inherit" })
  for await (const file of glob("dist/**/*.d.ts")) {
    const text = readFileSync(file, "utf8")
    writeFileSync(
      file,
      text.replaceAll(
        /(from ")(\..*?\.ts)(")/g,
        (_, a: string, path: string, b: string) => a + asJavaScript(path) + b,
      ),
    )
  }
}

// One module per source file: a bundler keeps every member of a re-exported namespace, so only
// separate modules with subpaths let an application carry the one builder that it uses.
export default defineConfig({
  entry: ["src/**/*.ts", "!src/**/*.test.ts", "!src/gen/wire"],
  format: "esm",
  target: "es2023",
  platform: "neutral",
  clean: true,
  splitting: false,
  esbuildPlugins: [
    {
      name: "modules-stay-apart",
      setup(build) {
        build.onResolve({ filter: /^\.\.?\// }, ({ kind, path }) =>
          kind === "entry-point" ? undefined : { path: asJavaScript(path), external: true },
        )
      },
    },
  ],
  onSuccess: emitDeclarations,
})
