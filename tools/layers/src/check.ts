import { readdirSync } from "node:fs"
import { join } from "node:path"
import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser"
import type { Layers } from "./layers.ts"

/** Tests may import from anywhere: they show a part through the public surface above it. */
const tests = String.raw`\.test(-d)?\.m?ts$`

/**
 * Finds the imports of a package that point to a higher layer. Types count as well, in every form:
 * `import type`, `export ... from`, `import("...")`.
 *
 * @param folder the package's folder, with its sources in `src`
 * @returns one line per problem; empty when all is well
 */
export async function upwardImports(folder: string, layers: Layers): Promise<string[]> {
  const { output } = await cruise(["src"], {
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: layers.order.map((layer, at) => rule(layer, layers.order.slice(at))) },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules|/dist/" },
  })
  const { violations } = (output as ICruiseResult).summary
  const upward = violations.map(({ from, to }) => `${inSrc(from)} -> ${inSrc(to)}`)
  const { except = [] } = layers
  return [
    ...unlistedFolders(folder, layers),
    ...upward
      .filter((one) => !except.includes(one))
      .map((one) => `${one} points to a higher layer`),
    ...except
      .filter((one) => !upward.includes(one))
      .map((one) => `${one} is listed as an exception, but there is no such import`),
  ]
}

/** What a layer imports of `src` must be in the layer itself or in one below it. */
function rule(layer: string, below: readonly string[]): IForbiddenRuleType {
  return {
    name: layer,
    severity: "error",
    from: { path: inside([layer]), pathNot: tests },
    to: { path: "^src/", pathNot: inside(below) },
  }
}

function inside(names: readonly string[]): string {
  return `^src/(${names.map((name) => name.replaceAll(".", String.raw`\.`)).join("|")})(/|$)`
}

function inSrc(path: string): string {
  return path.replace(/^src\//, "")
}

function unlistedFolders(folder: string, { order }: Layers): string[] {
  return readdirSync(join(folder, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !order.includes(entry.name))
    .map(({ name }) => `src/${name} is in no layer: list it in tools/layers/src/layers.ts`)
}
