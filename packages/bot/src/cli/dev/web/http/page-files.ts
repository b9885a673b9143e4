import { readFile } from "node:fs/promises"
import { extname, join, resolve, sep } from "node:path"
import { fileURLToPath } from "node:url"

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
}

export interface PageFile {
  readonly type: string
  readonly bytes: Uint8Array
}

/** A file of the page, by its path under the token; undefined when there is none. */
export async function pageFile(path: string): Promise<PageFile | undefined> {
  const file = resolve(join(folder, path === "" ? "index.html" : path))
  const type = types[extname(file)]
  if (type === undefined || !file.startsWith(folder + sep)) return undefined
  try {
    return { type, bytes: await readFile(file) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return undefined
    throw error
  }
}

/** Beside the built command line; in the sources, where the build has put it. */
const folder = resolve(
  fileURLToPath(
    new URL(
      import.meta.url.endsWith(".ts") ? "../../../../../dist/playground" : "./playground",
      import.meta.url,
    ),
  ),
)
