import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { beforeEach, expect, test } from "vitest"
import { node, simplexBot, temporaryFolder } from "./command-line.ts"

const packages = join(import.meta.dirname, "..", "..", "..")
const required = createRequire(import.meta.url)

let cwd: string
let project: string
beforeEach(async () => {
  cwd = await temporaryFolder()
  project = join(cwd, "my-squarer")
})

/** What `npm install` would do. */
async function link(): Promise<void> {
  const modules = join(project, "node_modules")
  const targets = {
    "@simplex-chat/bot": join(packages, "bot"),
    "@simplex-chat/testing": join(packages, "testing"),
    "@types/node": dirname(required.resolve("@types/node/package.json")),
  }
  for (const [name, target] of Object.entries(targets)) {
    await mkdir(dirname(join(modules, name)), { recursive: true })
    await symlink(target, join(modules, name), "junction") // the kind that Windows lets anyone make
  }
}

test("a new project passes its own test and type check, and its bot can be talked to", async () => {
  expect(await simplexBot(["new", "my-squarer"], { cwd })).toMatchObject({ code: 0, err: "" })
  expect((await readdir(project)).toSorted()).toEqual([
    ".dockerignore",
    ".gitignore",
    "Dockerfile",
    "README.md",
    "bot.test.ts",
    "bot.ts",
    "package.json",
    "tsconfig.json",
  ])
  await link()
  const tested = await node(["--test", "--test-reporter=tap"], { cwd: project })
  expect(tested.out).toContain("# pass 1\n")
  expect(tested.code).toBe(0)
  const tsc = join(dirname(required.resolve("typescript/package.json")), "bin", "tsc")
  expect(await node([tsc, "-p", "."], { cwd: project })).toEqual({ code: 0, out: "", err: "" })
  const talk = await simplexBot(["dev", "bot.ts"], { cwd: project, input: "12\n" })
  expect(talk.out).toContain("my-squarer: 144\n")

  const broken = (await readFile(join(project, "bot.ts"), "utf8")).replace("** 2", "** 3")
  await writeFile(join(project, "bot.ts"), broken)
  expect((await node(["--test"], { cwd: project })).code).toBe(1)
}, 60_000)

test("the manifest of a new project has scripts for the verbs, and all packages it uses", async () => {
  await simplexBot(["new", "my-squarer"], { cwd })
  const text = await readFile(join(project, "package.json"), "utf8")
  const manifest = JSON.parse(text) as Record<string, Record<string, string>>
  expect(manifest["name"]).toBe("my-squarer")
  expect(manifest["scripts"]).toMatchObject({
    start: "simplex-bot run bot.ts",
    test: "node --test",
  })
  expect(Object.keys(manifest["dependencies"] ?? {})).toEqual(["@simplex-chat/bot"])
  expect(text).not.toContain("workspace:")
})

test("nothing is written into a folder that has something, and names are checked", async () => {
  await mkdir(project)
  await writeFile(join(project, "precious"), "")
  const refused = await simplexBot(["new", "my-squarer"], { cwd })
  expect(refused.code).toBe(1)
  expect(refused.err).toContain("is not empty")
  expect(await readdir(project)).toEqual(["precious"])
  for (const name of ["My Bot", "@a", ".hidden"]) {
    expect((await simplexBot(["new", name], { cwd })).err).toContain("cannot be the name")
  }
  expect(await readdir(cwd)).toEqual(["my-squarer"])
})

test("run runs the exported bot until it stops, with its exit code", async () => {
  const file = join(import.meta.dirname, "..", "fixtures", "cli-run-bot.ts")
  const { code, out, err } = await simplexBot(["run", file, "--db", join(cwd, "given")], { cwd })
  expect(err).toBe("")
  expect(out.split("\n")).toEqual([`made for ${join(cwd, "given")}`, "started", "stopped", ""])
  expect(code).toBe(0)
})

test("run says what is wrong with a bot, and fails", async () => {
  const file = join(cwd, "bot.ts")
  await writeFile(file, "const n: number = 5\nexport default n\n")
  const { code, err } = await simplexBot(["run", "bot.ts"], { cwd })
  expect(code).toBe(1)
  expect(err).toContain("export default a Bot")
  const wrong = join(import.meta.dirname, "..", "fixtures", "cli-wrong-bot.ts")
  expect(await simplexBot(["run", wrong], { cwd })).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^profile: give the bot a name/) as string,
  })
})
