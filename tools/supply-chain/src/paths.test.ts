import { existsSync, globSync } from "node:fs"
import { dirname, join } from "node:path"
import { marked, type Token } from "marked"
import { expect, test } from "vitest"
import { read, root } from "./repository.ts"

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...globSync("docs/{*,start/*,guides/*}.md", { cwd: root }),
]

/** The texts of a document that are set as code, and its blocks of code. */
function codeOf(document: string): { spans: string[]; blocks: string[] } {
  const spans: string[] = []
  const blocks: string[] = []
  const visit = (token: Token): void => {
    if (token.type === "codespan") spans.push(String(token["text"]))
    if (token.type === "code") blocks.push(String(token["text"]))
  }
  void marked.walkTokens(marked.lexer(read(document)), visit)
  return { spans, blocks }
}

const packages = globSync("{packages,tools}/*/package.json", { cwd: root }).map((file) =>
  dirname(file).replaceAll("\\", "/"),
)
/** Where a path begins: at the root, or in `packages`, as in `api/src/events`. */
const beginning = new RegExp(
  `^(packages|tools|bots|docs|examples|${packages.map((folder) => folder.split("/")[1]).join("|")})/[\\w./-]+$`,
)

test.each(documents)("the files that %s names exist", (document) => {
  const paths = codeOf(document).spans.filter((span) => beginning.test(span))
  const missing = paths.filter(
    (path) => !existsSync(join(root, path)) && !existsSync(join(root, "packages", path)),
  )
  expect(missing).toEqual([])
})

test("CONTRIBUTING lists each package and each tool, once", () => {
  const tree = codeOf("CONTRIBUTING.md").blocks.find((block) => block.startsWith("bots/ "))
  const listed = tree?.match(/^(packages|tools)\/\S+/gm) ?? []
  expect(listed.toSorted()).toEqual(packages.toSorted())
})
