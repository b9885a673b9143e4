import { readFileSync } from "node:fs"

/** The TypeScript blocks of a Markdown file. */
export function readmeBlocks(file: string): string[] {
  const blocks = readFileSync(file, "utf8").matchAll(/^```ts\n(.*?)^```$/gms)
  return [...blocks].map(([, code = ""]) => code)
}
