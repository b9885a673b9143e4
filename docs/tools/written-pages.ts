import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { contents } from "../contents.ts"

const root = join(import.meta.dirname, "..")

/** A page that a person wrote: its path without `.md`, such as `guides/files`, and its Markdown. */
export interface WrittenPage {
  readonly path: string
  readonly title: string
  /** The first paragraph, as plain text: the question that the page answers. */
  readonly description: string
  /** Everything after the title. */
  readonly body: string
}

/** The pages of the table of contents, the front page, and one for each recipe. */
export function writtenPages(): WrittenPage[] {
  const pages = contents.flatMap(({ folder, pages, source = folder }) =>
    pages.map((page) => pageOf(join(folder, page), textOf(join(source, page)))),
  )
  return [pageOf("index", textOf("index")), ...pages, ...recipeNames().map(recipePage)]
}

const textOf = (page: string): string => readFileSync(join(root, `${page}.md`), "utf8")

/** The recipes: each is a program with a test, and a comment at its head that becomes its page. */
export function recipeNames(): string[] {
  return readdirSync(join(root, "recipes"))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => name.slice(0, -3))
    .toSorted()
}

function recipePage(name: string): WrittenPage {
  const source = readFileSync(join(root, "recipes", `${name}.ts`), "utf8")
  const [head = "", comment = ""] = /^\/\*\n(.*?)\n\*\/\n+/s.exec(source) ?? []
  const code = source.slice(head.length).trimEnd()
  return pageOf(`recipes/${name}`, `${comment}\n\n\`\`\`ts\n${code}\n\`\`\``)
}

/** @throws {Error} when the page has no title or does not begin with a paragraph */
function pageOf(path: string, text: string): WrittenPage {
  const [whole, title] = /^# (.+)\n+/.exec(text) ?? []
  if (whole === undefined || title === undefined)
    throw new Error(`${path} does not begin with # and a title`)
  const body = text.slice(whole.length)
  const [first = ""] = body.split("\n\n")
  if (/^(#|```|\||>|-)/.test(first)) throw new Error(`${path} does not begin with a paragraph`)
  const description = first
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replaceAll(/[`*]/g, "")
    .replaceAll("\n", " ")
  return { path, title, description, body }
}
