import { existsSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, describe, expect, test } from "vitest"
import { errorClasses } from "../tools/pages/errors.ts"
import { publicSources } from "../tools/public-sources.ts"
import { recipeNames } from "../tools/written-pages.ts"
import { base, type BuiltPage, builtPages, folder } from "./built-site.ts"

let pages: Map<string, BuiltPage>

beforeAll(() => {
  pages = new Map(builtPages().map((page) => [page.path, page]))
})

const idsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => id))

/** Where a link of a page leads inside the site, and to which heading; undefined for other hosts. */
function target(page: BuiltPage, href: string): { path: string; anchor: string } | undefined {
  const url = new URL(href.replaceAll("&amp;", "&"), `https://site.invalid${base}${page.path}`)
  if (url.host !== "site.invalid") return undefined
  const anchor = decodeURIComponent(url.hash.slice(1))
  return { path: decodeURIComponent(url.pathname).slice(base.length), anchor }
}

function* brokenLinks(): Generator<string> {
  const ids = new Map([...pages].map(([path, { html }]) => [path, idsOf(html)]))
  for (const page of pages.values()) {
    for (const [, href = ""] of page.html.matchAll(/<a\s[^>]*?href="([^"]+)"/g)) {
      const to = target(page, href)
      if (to === undefined) continue
      const linked = pages.get(to.path)
      if (linked === undefined) {
        if (!existsSync(join(folder, to.path))) yield `${page.path}: ${href}`
      } else if (to.anchor !== "" && ids.get(to.path)?.has(to.anchor) !== true) {
        yield `${page.path}: ${href} has no such heading`
      }
    }
  }
}

describe("the built site", () => {
  test("has no link that leads nowhere, nor an anchor that is missing", () => {
    expect([...new Set(brokenLinks())]).toEqual([])
  })

  test("has a page for each recipe, and a section for each error class", () => {
    for (const name of recipeNames()) expect([...pages.keys()]).toContain(`/recipes/${name}/`)
    const sections = idsOf(pages.get("/reference/errors/")?.html ?? "")
    const names = errorClasses(publicSources()).map(({ name }) => name.toLowerCase())
    expect(names.length).toBeGreaterThan(40)
    expect([...sections]).toEqual(expect.arrayContaining(names))
  })

  test("can be read without JavaScript: every page has its text in the HTML", () => {
    expect(pages.get("/guides/conversations/")?.html).toContain("How do I ask a question")
  })

  test("has an index to search", () => {
    expect(existsSync(join(folder, "pagefind/pagefind.js"))).toBe(true)
  })
})
