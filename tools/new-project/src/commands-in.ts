import { readFileSync } from "node:fs"

/** The commands of a Markdown file's shell blocks, without their comments. */
export function commandsIn(file: string): string[] {
  const blocks = readFileSync(file, "utf8").matchAll(/^```(?:sh|bash|shell)\n([^]*?)^```/gm)
  return [...blocks].flatMap(([, block = ""]) =>
    block
      .split("\n")
      .map((line) => line.replace(/\s+#.*$/, "").trim())
      .filter((line) => line !== ""),
  )
}
