import axe from "axe-core"
import { existsSync, readFileSync } from "node:fs"
import { extname, join } from "node:path"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { base, folder } from "./built-site.ts"
import { serve } from "./serve.ts"

const candidates = [process.env["CHROMIUM"] ?? "", "/usr/bin/chromium", "/usr/bin/google-chrome"]
const executablePath = candidates.find((path) => path !== "" && existsSync(path))
// Skipped where there is no Chromium, but never in CI.
const canRun = executablePath !== undefined || (process.env["CI"] ?? "") !== ""

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
}

let browser: Browser
let site: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  if (!canRun) return
  browser = await chromium.launch({
    executablePath: executablePath ?? "",
    args: ["--no-sandbox"],
    timeout: 120_000,
  })
  site = await serve((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname.slice(base.length)
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path)
    if (!existsSync(file)) return void response.writeHead(404).end()
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" })
    response.end(readFileSync(file))
  })
})
afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

const open = async (
  path: string,
  look: { width: number; theme: "dark" | "light" },
): Promise<Page> => {
  const page = await browser.newPage({
    viewport: { width: look.width, height: 900 },
    colorScheme: look.theme,
  })
  await page.goto(`${site.url}${base}${path}`)
  return page
}

describe.skipIf(!canRun)("the site in a browser", () => {
  const paths = ["/", "/guides/conversations/", "/recipes/poll/", "/reference/errors/"]
  const looks = [
    { width: 390, theme: "light" },
    { width: 1280, theme: "dark" },
  ] as const
  test.each(paths.flatMap((path) => looks.map((look) => ({ path, ...look }))))(
    "$path is accessible at $width px, $theme",
    async ({ path, ...look }) => {
      const page = await open(path, look)
      await page.addScriptTag({ content: axe.source })
      const { violations } = await page.evaluate(() =>
        // Starlight shows the shortcut on its search button, and names the button without it.
        (globalThis as unknown as { axe: typeof axe }).axe.run({
          rules: { "label-content-name-mismatch": { enabled: false } },
        }),
      )
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
      expect(overflow).toBeLessThanOrEqual(0)
      await page.close()
    },
  )

  // A newcomer's questions, in the words of one who knows none of ours, and in fewer.
  test.each([
    ["how do I send an image to everyone", "/guides/sending/"],
    ["image to everyone", "/guides/sending/"],
    ["moderate edits", "/guides/groups/"],
    ["keep state", "/guides/state/"],
    ["stop it cleanly", "/guides/deployment/"],
    ["run it in Docker", "/guides/deployment/"],
    ["docker", "/guides/deployment/"],
    ["back it up", "/operations/"],
    ["backup", "/operations/"],
    ["see metrics", "/operations/"],
    ["use my own server", "/guides/own-servers/"],
    ["test it", "/guides/testing/"],
    ["find my bot's address on a headless machine", "/guides/deployment/"],
    ["address without a screen", "/guides/deployment/"],
  ])("searching for %j finds %s among the first three", async (query, path) => {
    const page = await open("/", { width: 1280, theme: "light" })
    const search = `import("${base}/pagefind/pagefind.js").then(async (pagefind) => {
      const { results } = await pagefind.search(${JSON.stringify(query)})
      return (await Promise.all(results.slice(0, 3).map((one) => one.data()))).map(({ url }) => url)
    })`
    expect(await page.evaluate(search)).toContain(`${base}${path}`)
    await page.close()
  })
})
