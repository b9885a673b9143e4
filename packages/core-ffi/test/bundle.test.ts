import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { beforeAll, expect, test } from "vitest"
import { describeNative, stub, temporaryFolder } from "./native.ts"

const root = fileURLToPath(new URL("..", import.meta.url))

/** An application whose dependencies are koffi alone, or this package, when it runs. */
describeNative("an application", () => {
  const folder = temporaryFolder()
  const script = (name: string) => `
    import { openCore } from ${JSON.stringify(name)}
    const main = async () => {
      const library = { path: ${JSON.stringify(stub)} }
      const core = await openCore({ filePrefix: process.argv[2] }, { library })
      await core.sendCommand("/stub event received")
      console.log(await core.sendCommand("/stub echo answered"), ...(await core.receive()))
      await core.close()
    }
    main()`
  const run = (file: string, cwd: string) =>
    execFileSync(process.execPath, [file, join(folder, "db")], { cwd, encoding: "utf8" })

  beforeAll(() => {
    if (!existsSync(join(root, "dist/index.js")))
      execFileSync(
        process.execPath,
        [join(root, "node_modules/.bin/../tsup/dist/cli-default.js")],
        { cwd: root },
      )
  })

  test("runs the package as it is published", () => {
    const app = join(folder, "plain")
    mkdirSync(join(app, "node_modules/@simplex-chat"), { recursive: true })
    symlinkSync(root, join(app, "node_modules/@simplex-chat/core-ffi"))
    writeFileSync(join(app, "main.mjs"), script("@simplex-chat/core-ffi"))
    expect(run(join(app, "main.mjs"), app)).toBe("answered received\n")
  })

  test.each(["esm", "cjs"] as const)(
    "runs when it is bundled into one file (%s)",
    async (format) => {
      const app = join(folder, format)
      mkdirSync(join(app, "node_modules"), { recursive: true })
      // As `npm install koffi` puts it beside a bundle; this package itself is gone.
      symlinkSync(join(root, "node_modules/koffi"), join(app, "node_modules/koffi"))
      const outfile = join(app, format === "esm" ? "main.mjs" : "main.cjs")
      await build({
        stdin: { contents: script("./dist/index.js"), resolveDir: root },
        outfile,
        format,
        bundle: true,
        minify: true,
        platform: "node",
        logOverride: { "empty-import-meta": "silent" },
        ...(format === "esm"
          ? {
              banner: {
                js: 'import { createRequire as __c } from "node:module"; const require = __c(import.meta.url);',
              },
            }
          : {}),
      })
      expect(run(outfile, folder)).toBe("answered received\n")
    },
  )
})
