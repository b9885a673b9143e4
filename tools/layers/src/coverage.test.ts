import { existsSync, globSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { layers } from "./layers.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** The packages whose `src` has folders. */
const layered = globSync("{packages,tools,examples}/*/package.json", { cwd: root })
  .map((file) => dirname(file).replaceAll("\\", "/"))
  .filter((folder) => existsSync(join(root, folder, "src")))
  .filter((folder) =>
    readdirSync(join(root, folder, "src"), { withFileTypes: true }).some((entry) =>
      entry.isDirectory(),
    ),
  )

test.each(layered)("%s has layers, and its lint checks them", (folder) => {
  expect(Object.keys(layers)).toContain(folder)
  const { scripts } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
    scripts: { lint: string }
  }
  expect(scripts.lint).toContain("node ../../tools/layers/src/main.ts")
})

test("no layers are listed for a package that is gone", () => {
  expect(Object.keys(layers).filter((folder) => !layered.includes(folder))).toEqual([])
})
