import { existsSync, globSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import { marked, type Token } from "marked"
import { expect, test } from "vitest"
import { read, root } from "./repository.ts"

const documents = globSync(
  ["*.md", "{docs,docs/start,docs/guides,.github}/*.md", "{packages,tools,examples}/*/README.md"],
  {
    cwd: root,
  },
)

/** As GitHub makes them of headings. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-")

function headings(document: string): string[] {
  return marked
    .lexer(read(document))
    .flatMap((token) => (token.type === "heading" ? [anchorOf(String(token["text"]))] : []))
}

function links(document: string): string[] {
  const found: string[] = []
  const visit = (token: Token): void => {
    if (token.type === "link" || token.type === "image") found.push(String(token["href"]))
  }
  void marked.walkTokens(marked.lexer(read(document)), visit)
  return found.filter((href) => !/^\w+:/.test(href))
}

test.each(documents)("the links of %s lead somewhere", (document) => {
  const broken = links(document).filter((href) => {
    const [path = "", anchor] = href.split("#")
    const file = path === "" ? document : join(dirname(document), path)
    if (!existsSync(join(root, file))) return true
    if (anchor === undefined) return false
    const target = statSync(join(root, file)).isDirectory() ? join(file, "README.md") : file
    return !headings(target).includes(anchor)
  })
  expect(broken).toEqual([])
})
