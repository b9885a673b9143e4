import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Pages } from "./reference/read.ts"
import { declared, deviations } from "./testing/declared.ts"
import { reference } from "./testing/reference.ts"
import { render } from "./testing/render.ts"

const main = fileURLToPath(new URL("main.ts", import.meta.url))
const asWanted = render(reference)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "drift-"))
})
afterAll(() => rm(folder, { recursive: true }))

async function given(pages: Partial<Pages>): Promise<void> {
  await rm(folder, { recursive: true })
  folder = await mkdtemp(join(tmpdir(), "drift-"))
  for (const [name, text] of Object.entries(pages))
    await writeFile(join(folder, `${name.toUpperCase()}.md`), text)
}

function drift(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [main, ...args], (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}

test("0 when nothing differs but what is wanted", async () => {
  await given(asWanted)
  expect(await drift(folder)).toEqual({
    code: 0,
    stderr: "",
    stdout:
      `Declared: SimpleX Chat ${declared.version}. Reference: 0 differ, ` +
      `${deviations.length} differ as wanted, 0 stale deviations, 0 places not understood.\n`,
  })
})

test("1 when something differs, for machines too", async () => {
  await given({
    ...asWanted,
    types: asWanted.types.replace("- keyword: string", "- keyword: string?"),
  })
  const { code, stdout } = await drift(folder, "--json")
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    version: declared.version,
    drift: [
      {
        at: "types.ChatBotCommand.command.keyword",
        what: "optional",
        ours: "no",
        reference: "yes",
      },
    ],
    stale: [],
    problems: [],
  })
})

test("1 when a wanted deviation is no longer there", async () => {
  await given({
    ...asWanted,
    types: asWanted.types.replace("- agentUserId: int64", "- agentUserId: string"),
  })
  const { code, stdout } = await drift(folder)
  expect(code).toBe(1)
  expect(stdout).toContain(
    "no longer so: types.User.agentUserId: type: here string, in the reference int64 (wanted: ",
  )
})

test("2 when a place is not understood, and says what differs all the same", async () => {
  await given({
    ...asWanted,
    commands: asWanted.commands.replace("*Network usage*: no.", "*Network usage*: `rare`."),
    events: asWanted.events.replace('- type: "hostConnected"', '- type: "hostConnect"'),
  })
  const { code, stdout } = await drift(folder)
  expect(code).toBe(2)
  expect(stdout).toMatch(/^not understood: COMMANDS\.md:\d+: \w+: no network usage is given$/m)
  expect(stdout).toMatch(
    /^events\.hostConnected: tag: here hostConnected, in the reference hostConnect$/m,
  )
})

test("2 when a page is missing", async () => {
  await given({ commands: asWanted.commands, events: asWanted.events })
  expect(await drift(folder)).toMatchObject({
    code: 2,
    stdout: "",
    stderr: `Cannot read ${join(folder, "TYPES.md")}: give the folder that holds it.\n`,
  })
})

test("2 and how to call it, when it is called otherwise", async () => {
  expect(await drift()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Usage: drift REFERENCE") as string,
  })
  expect(await drift("here", "--yaml")).toMatchObject({ code: 2, stdout: "" })
})

test("--markdown is the body of an issue, in which nothing is interpreted", async () => {
  await given({
    ...asWanted,
    types: asWanted.types.replace("## ChatBotCommand\n", "## ChatBotCommand\n\n**`@all`**\n"),
  })
  const { stdout } = await drift(folder, "--markdown")
  expect(stdout).toContain("## What in the reference was not understood\n\n- `` TYPES.md:")
  expect(stdout).toContain('unknown part "`@all`" ``')
})

test("the reference can be fetched, and says so when it cannot", async () => {
  const pages: Record<string, string> = {
    "/bots/api/COMMANDS.md": asWanted.commands,
    "/bots/api/EVENTS.md": asWanted.events,
    "/bots/api/TYPES.md": asWanted.types,
  }
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ""]
    response.writeHead(page === undefined ? 404 : 200).end(page)
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    expect(await drift(`${base}/bots/api`)).toMatchObject({ code: 0 })
    const missing = await drift(`${base}/elsewhere/`)
    expect(missing.code).toBe(2)
    expect(missing.stderr).toMatch(/^Cannot fetch http:.*\.md: the server answers 404\.$/m)
  } finally {
    await new Promise((done) => server.close(done))
  }
  const gone = await drift(`${base}/bots/api`)
  expect(gone.code).toBe(2)
  expect(gone.stderr).toContain("is it reachable from here?")
})

test("saves what it read, from which the pages can be made again", async () => {
  await given(asWanted)
  const file = join(folder, "saved.json")
  await drift(folder, "--save", file)
  const saved = JSON.parse(await readFile(file, "utf8")) as typeof reference
  expect(render(saved)).toEqual(asWanted)
})
