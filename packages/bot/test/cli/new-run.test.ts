import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { createServer, type AddressInfo } from "node:net"
import { dirname, join } from "node:path"
import { validate } from "dockerfile-utils"
import { parse } from "yaml"
import { beforeEach, expect, onTestFinished, test } from "vitest"
import { type Compose, composeProblems } from "../deployment/compose.ts"
import { node, simplexBot, temporaryFolder } from "./command-line.ts"

const packages = join(import.meta.dirname, "..", "..", "..")
const required = createRequire(import.meta.url)

let cwd: string
let project: string
beforeEach(async () => {
  cwd = await temporaryFolder()
  project = join(cwd, "my-squarer")
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, "close")
  return port
}

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
  expect(await simplexBot(["new", "my-squarer", "--no-install"], { cwd })).toMatchObject({
    code: 0,
    err: "",
  })
  expect((await readdir(project, { recursive: true })).toSorted()).toEqual([
    ".dockerignore",
    ".env",
    ".env.example",
    ".gitignore",
    ".npmrc",
    "Dockerfile",
    "README.md",
    "compose.yaml",
    "package.json",
    "src",
    join("src", "bot.test.ts"),
    join("src", "bot.ts"),
    join("src", "main.ts"),
    "tsconfig.json",
  ])
  await link()
  const tested = await node(["--test", "--test-reporter=tap"], { cwd: project })
  expect(tested.out).toContain("# pass 1\n")
  expect(tested.code).toBe(0)
  const tsc = join(dirname(required.resolve("typescript/package.json")), "bin", "tsc")
  expect(await node([tsc, "-p", "."], { cwd: project })).toEqual({ code: 0, out: "", err: "" })
  const talk = await simplexBot(["dev", "src/bot.ts"], { cwd: project, input: "12\n" })
  expect(talk.out).toContain("my-squarer: 144\n")

  const broken = (await readFile(join(project, "src", "bot.ts"), "utf8")).replace("** 2", "** 3")
  await writeFile(join(project, "src", "bot.ts"), broken)
  expect((await node(["--test"], { cwd: project })).code).toBe(1)
})

test("a new project starts, tests and talks with the commands of its README", async () => {
  await simplexBot(["new", "my-squarer", "--no-install"], { cwd })
  const text = await readFile(join(project, "package.json"), "utf8")
  const manifest = JSON.parse(text) as Record<string, Record<string, string>>
  expect(manifest["name"]).toBe("my-squarer")
  expect(manifest["scripts"]).toMatchObject({
    start: expect.stringMatching(
      /^(exec )?node --env-file-if-exists=.env .* run src\/main.ts$/,
    ) as string,
    test: 'node --test "**/*.test.ts"',
  })
  expect(Object.keys(manifest["dependencies"] ?? {})).toEqual(["@simplex-chat/bot"])
  expect(text).not.toContain("workspace:")
  const readme = await readFile(join(project, "README.md"), "utf8")
  const named = [...readme.matchAll(/`npm (?:run )?(\w+)`/g)].map(([, script = ""]) => script)
  expect(named.toSorted()).toEqual(Object.keys(manifest["scripts"] ?? {}).toSorted())
})

test("the test of a project is for the runner that was asked for", async () => {
  await simplexBot(["new", "my-squarer", "--no-install", "--test", "vitest"], { cwd })
  const text = await readFile(join(project, "package.json"), "utf8")
  expect(JSON.parse(text)).toMatchObject({
    scripts: { test: "vitest run" },
    devDependencies: { vitest: expect.any(String) as string },
  })
  const source = await readFile(join(project, "src", "bot.test.ts"), "utf8")
  expect(source).toContain('from "vitest"')
  expect(source).not.toContain("node:test")
})

test("the image copies what the project has, runs as a user, and checks its health", async () => {
  await simplexBot(["new", "my-squarer", "--no-install"], { cwd })
  const dockerfile = await readFile(join(project, "Dockerfile"), "utf8")
  const ignored = (await readFile(join(project, ".dockerignore"), "utf8")).split("\n")
  const there = await readdir(project)
  for (const [, source = ""] of dockerfile.matchAll(/^COPY (?:--\S+ )*(.*) \S+$/gm))
    for (const name of source.split(" ")) {
      // A bracket: only if it is there. A star: whatever is there.
      if (!/[[*]/.test(name)) expect(there).toContain(name)
      const pattern = name.replace("[s]", "s").replace("package*", "package")
      expect(ignored).toContain(`!${pattern}`)
    }
  const users = [...dockerfile.matchAll(/^USER (.*)$/gm)].map(([, user]) => user)
  expect(users.at(-1)).toBe("node")
  expect(dockerfile).toMatch(/^HEALTHCHECK /m)
  expect(validate(dockerfile).map(({ message }) => message)).toEqual([])
  // The check that finds nothing can find something.
  const twice = dockerfile.replace("WORKDIR /app", "WORKDIR app\nCMD echo\nUNKNOWN")
  expect(validate(twice).length).toBeGreaterThan(1)
  expect(dockerfile).toMatch(/^CMD \["node", "src\/main\.ts"\]$/m)
})

test("the compose file is as its specification says, and keeps what the bot has", async () => {
  await simplexBot(["new", "my-squarer", "--no-install"], { cwd })
  const compose = parse(await readFile(join(project, "compose.yaml"), "utf8")) as Compose
  expect(composeProblems(compose)).toEqual([])
  const [bot] = Object.values(compose.services)
  expect(bot?.volumes).toEqual(["data:/app/data"])
  expect(Object.keys(compose.volumes)).toEqual(["data"])
  // The check that finds nothing can find something.
  const { services, volumes } = compose
  expect(
    composeProblems({ services: { bot: { ...bot, restarts: "always" } }, volumes }),
  ).not.toEqual([])
  expect(composeProblems({ services, volumes, service: {} })).not.toEqual([])
  expect(
    composeProblems({ services: { bot: { env_file: [{ path: ".env", require: 1 }] } }, volumes }),
  ).not.toEqual([])
})

test("main.ts answers for the bot's health, and stops at SIGTERM through npm start", async () => {
  await simplexBot(["new", "my-squarer", "--no-install"], { cwd })
  await link()
  // A core in memory in place of libsimplex: what is tested is how the process is run.
  const source = await readFile(join(project, "src", "main.ts"), "utf8")
  const memory = source
    .replace(/\{ filePrefix: DATABASE, [^}]*\}/, "createNetwork().openCore()")
    .replace("const bot", 'import { createNetwork } from "@simplex-chat/testing"\nconst bot')
  await writeFile(join(project, "src", "main.ts"), memory)
  const port = await freePort()
  await writeFile(join(project, ".env"), `HTTP_ADDRESS=127.0.0.1:${port}\n`)
  const child = spawn("npm", ["start"], { cwd: project, stdio: ["ignore", "pipe", "inherit"] })
  onTestFinished(() => void child.kill("SIGKILL"))
  const exited = once(child, "exit")
  let out = ""
  child.stdout.on("data", (chunk: Buffer) => (out += String(chunk)))
  await expect.poll(() => out).toContain('"started"')
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
  const status = await simplexBot(["status"], {
    cwd: project,
    env: { HTTP_ADDRESS: `127.0.0.1:${port}` },
  })
  expect(status.out).toContain("my-squarer: running, healthy")
  child.kill("SIGTERM")
  await exited
  await expect.poll(() => out).toContain('"stopped"')
})

test("nothing is written into a folder that has something", async () => {
  await mkdir(project)
  await writeFile(join(project, "precious"), "")
  const refused = await simplexBot(["new", "my-squarer", "--no-install"], { cwd })
  expect(refused.code).toBe(1)
  expect(refused.err).toContain("is not empty")
  expect(await readdir(project)).toEqual(["precious"])
})

test.each([
  ["My Bot", "cannot be the name"],
  [".hidden", "cannot be the name"],
  ["a".repeat(51), "cannot be the name"],
  ["@me/squarer", "take a folder such as squarer"],
  ["@me", "take a folder such as my-bot"],
  ["node_modules", "is reserved"],
  ["fs", "is reserved"],
  ["con", "is reserved"],
  ["vitest", "is reserved"],
])("%j is no name for a project: a usage error, and nothing is written", async (name, problem) => {
  const { code, err } = await simplexBot(["new", name, "--no-install"], { cwd })
  expect(code).toBe(2)
  expect(err).toContain(problem)
  expect(err.trimEnd().split("\n")).toHaveLength(1)
  expect(await readdir(cwd)).toEqual([])
})

test("as long as the packages are not on npm, new says where else to take them from", async () => {
  const env = { npm_config_registry: "http://127.0.0.1:9/" }
  const { code, err } = await simplexBot(["new", "my-squarer"], { cwd, env })
  const { version } = JSON.parse(await readFile(join(packages, "bot", "package.json"), "utf8")) as {
    version: string
  }
  if (version !== "0.0.0") return
  expect(code).toBe(1)
  expect(err).toContain("--from CLONE")
  expect(await readdir(cwd)).toEqual([])
  expect((await simplexBot(["new", "my-squarer", "--from", cwd], { cwd })).err).toContain(
    "not a clone of the SDK",
  )
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
