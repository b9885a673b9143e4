// Draws what a program prints as a terminal shows it. `pnpm --filter @simplex-chat/example-bots picture`
// writes demo.svg, which the README of the repository shows, from what the demo prints.
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const line = 22
const column = 9.2 // of the widest of the fonts below
const margin = 24
const colours = { you: "#7ee787", squarer: "#79c0ff", rest: "#8b949e", text: "#e6edf3" }

/** An SVG of a conversation: lines like `you      hello`, and others that describe it. */
export function picture(title: string, printed: string): string {
  const lines = [`$ ${title}`, ...printed.trimEnd().split("\n")]
  const height = lines.length * line + 2 * margin
  const width = Math.ceil(Math.max(...lines.map((text) => text.length)) * column + 2 * margin)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="15" xml:space="preserve">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    ...lines.flatMap((text, row) => drawn(text, margin + (row + 0.75) * line)),
    "</svg>\n",
  ].join("\n")
}

function drawn(text: string, y: number): string[] {
  if (text === "") return []
  const [, who, said] = /^(you|squarer)( {2}.*)$/.exec(text) ?? []
  const start = `<text x="${margin}" y="${y}"`
  if (who !== "you" && who !== "squarer")
    return [`${start} fill="${colours.rest}">${escaped(text)}</text>`]
  return [
    `${start} fill="${colours.text}"><tspan fill="${colours[who]}">${who}</tspan>${escaped(said ?? "")}</text>`,
  ]
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
}

if (import.meta.main) {
  const demo = fileURLToPath(new URL("demo.ts", import.meta.url))
  const args = ["--disable-warning=ExperimentalWarning", demo]
  const printed = execFileSync(process.execPath, args, { encoding: "utf8" })
  writeFileSync(
    new URL("../demo.svg", import.meta.url),
    picture("node examples/bots/src/demo.ts", printed),
  )
}
