// Packs what is published into one folder, for a job that publishes without any code of ours.

import { mkdir, readFile, writeFile } from "node:fs/promises"
import { basename, join, relative } from "node:path"
import { changesOf, published, type Package } from "./packages.ts"
import { run } from "./run.ts"

/** A package as it will be published. */
export interface Packed {
  /** `name@version` */
  readonly id: string
  /** Its file's name in the folder. */
  readonly file: string
}

/**
 * Packs the published packages of a checkout, in the order in which they depend on each other.
 * Each file is accompanied by its changelog entry, and `order.tsv` lists them all.
 *
 * @param only which packages; all without it
 * @param repository `owner/name` on GitHub, for the registry to compare with the provenance
 */
export async function pack(
  checkout: string,
  folder: string,
  options: { only?: (one: Package) => Promise<boolean>; repository?: string } = {},
): Promise<Packed[]> {
  await mkdir(folder, { recursive: true })
  const packed: Packed[] = []
  for (const one of published(checkout)) {
    if ((await options.only?.(one)) === false) continue
    const file = await withRepository(checkout, one, options.repository, async () => {
      const printed = await run("pnpm", ["pack", "--json", "--pack-destination", folder], {
        cwd: one.folder,
      })
      return basename((JSON.parse(printed) as { filename: string }).filename)
    })
    await writeFile(join(folder, file.replace(/\.tgz$/, ".md")), `${changesOf(one)}\n`)
    packed.push({ id: `${one.manifest.name}@${one.manifest.version}`, file })
  }
  const lines = packed.map(({ id, file }) => `${id}\t${file}\n`)
  await writeFile(join(folder, "order.tsv"), lines.join(""))
  return packed
}

/** The packages in a folder that `pack` filled. */
export async function packedIn(folder: string): Promise<Packed[]> {
  const lines = (await readFile(join(folder, "order.tsv"), "utf8")).split("\n").filter(Boolean)
  return lines.map((line) => {
    const [id = "", file = ""] = line.split("\t")
    return { id, file }
  })
}

/** No package.json has the address, because only the workflow knows it. */
async function withRepository<T>(
  checkout: string,
  { folder }: Package,
  repository: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (repository === undefined) return work()
  const file = join(folder, "package.json")
  const before = await readFile(file, "utf8")
  const url = `git+https://github.com/${repository}.git`
  const directory = relative(checkout, folder).replaceAll("\\", "/")
  const manifest = {
    ...(JSON.parse(before) as object),
    repository: { type: "git", url, directory },
  }
  await writeFile(file, `${JSON.stringify(manifest, undefined, 2)}\n`)
  try {
    return await work()
  } finally {
    await writeFile(file, before)
  }
}
