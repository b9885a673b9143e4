// How large what is published is, measured on what would be published.

import { build } from "esbuild"
import { stat } from "node:fs/promises"
import { join } from "node:path"
import { npmIn } from "./npm.ts"
import { pack } from "./pack.ts"
import { needs, published } from "./packages.ts"

/** What somebody who installs a package gets of it. */
export interface Size {
  readonly name: string
  /** Bytes of the tarball. */
  readonly packed: number
  /** Bytes of its files. */
  readonly unpacked: number
  /** How many packages of this repository it depends on. */
  readonly ours: number
  /** How many others it depends on. */
  readonly others: number
}

/**
 * Packs what is published of a checkout, as it is built, and measures it.
 *
 * @param temporary an empty folder for the tarballs
 */
export async function sizesOf(checkout: string, temporary: string): Promise<Size[]> {
  const folder = join(temporary, "packed")
  const packed = await pack(checkout, folder)
  const npm = await npmIn(join(temporary, "npm"))
  const packages = published(checkout)
  const names = packages.map(({ manifest }) => manifest.name)
  const sizes: Size[] = []
  for (const [index, { manifest }] of packages.entries()) {
    const file = join(folder, packed[index]?.file ?? "")
    // npm counts the files' bytes as its registry does.
    const printed = await npm(folder, "pack", file, "--dry-run", "--json")
    const dependencies = Object.keys(needs(manifest))
    const ours = dependencies.filter((name) => names.includes(name)).length
    sizes.push({
      name: manifest.name,
      packed: (await stat(file)).size,
      unpacked: unpackedSizeIn(printed),
      ours,
      others: dependencies.length - ours,
    })
  }
  return sizes
}

/** npm 11 prints a list, npm 12 an object by name. */
function unpackedSizeIn(printed: string): number {
  const [entry] = Object.values(JSON.parse(printed) as Record<string, { unpackedSize?: number }>)
  if (entry?.unpackedSize === undefined) throw new Error(`npm pack printed ${printed}`)
  return entry.unpackedSize
}

/**
 * How many bytes a minified application carries that builds one command with
 * `@simplex-chat/types/commands`: the least and the most of all commands.
 *
 * @param from a folder from which the built package is found
 */
export async function builderSizes(from: string): Promise<{ least: number; most: number }> {
  const commands = "@simplex-chat/types/commands"
  const { CC } = (await import("@simplex-chat/types")) as { CC: Record<string, unknown> }
  const sizes: number[] = []
  for (const name of Object.keys(CC)) {
    const contents = `import { ${name} } from "${commands}"; console.log(${name}.cmdString)`
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: from },
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
    })
    sizes.push(outputFiles[0]?.contents.length ?? 0)
  }
  return { least: Math.min(...sizes), most: Math.max(...sizes) }
}
