import { execFileSync } from "node:child_process"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { glob } from "node:fs/promises"
import { defineConfig, type Options } from "tsup"

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

// Once for both builds below, which run side by side.
rmSync("dist", { recursive: true, force: true })

const common: Options = { format: "esm", target: "es2023", platform: "neutral" }

// One module per public subpath, and chunks for what they share, because each module costs Node half
// a millisecond. Each builder is a constant, so that an application that imports one carries only that.
// The root re-exports namespaces, and bundlers keep every member of those: it stays out of those modules.
export default defineConfig([
  {
    ...common,
    entry: [
      "src/gen/{types,commands}/index.ts",
      "src/gen/{responses,events}.ts",
      "src/{parse,validate,read-schema,syntax-error}.ts",
    ],
    splitting: true,
    onSuccess: emitDeclarations,
  },
  {
    ...common,
    entry: ["src/index.ts"],
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
  },
])
