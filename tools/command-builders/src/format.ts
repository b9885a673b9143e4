import { join } from "node:path"
import * as prettier from "prettier"

/** Formats a module as the package that it is for does its own. */
export async function format(code: string, folder: string): Promise<string> {
  const config = await prettier.resolveConfig(join(folder, "package.json"))
  return prettier.format(code, { ...config, parser: "typescript" })
}
