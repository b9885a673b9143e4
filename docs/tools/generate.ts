// Writes the pages of the site: those that come from the code (the wire API, errors, options, the command
// line), the recipes, and those that were written by hand, with their links as the site needs them.
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { commandLinePage } from "./pages/command-line.ts"
import { errorsPage } from "./pages/errors.ts"
import { optionsPage } from "./pages/options.ts"
import type { Page } from "./pages/page.ts"
import { wirePages } from "./pages/wire.ts"
import { publicSources } from "./public-sources.ts"
import { siteLinks } from "./site-links.ts"
import { writtenPages } from "./written-pages.ts"

const folder = join(import.meta.dirname, "../src/content/docs")

function allPages(): Page[] {
  const sources = publicSources()
  const reference = [optionsPage(sources), commandLinePage(), errorsPage(sources), ...wirePages()]
  const written = writtenPages().map(({ path, body, ...page }) => ({
    ...page,
    path: `${path}.md`,
    order: 0,
    body: siteLinks(path, body),
  }))
  return [...written, ...reference.map((page) => ({ ...page, path: `reference/${page.path}` }))]
}

rmSync(folder, { recursive: true, force: true })
for (const { path, title, description, order, body } of allPages()) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  const head = { title, description, sidebar: { order } }
  const lines = Object.entries(head).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  writeFileSync(file, `---\n${lines.join("\n")}\n---\n\n${body.trim()}\n`)
}
