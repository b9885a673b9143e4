import { createNetwork } from "@simplex-chat/testing"
import { serveCore } from "@simplex-chat/core-remote"
import { buildStub } from "@simplex-chat/core-ffi/stub"
import { execFile, spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { once } from "node:events"
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { createServer } from "node:https"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { basename, join, relative } from "node:path"
import { promisify } from "node:util"
import { gunzipSync } from "node:zlib"
import { generate } from "selfsigned"
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
// oxlint-disable-next-line no-restricted-imports -- the registry that `simplex-bot new` serves
import { serveRegistry, type LocalRegistry } from "../../../packages/bot/src/cli/new/registry.ts"
import { zip } from "../../../packages/core-ffi/test/zip.ts"
import { pack } from "../../release/src/pack.ts"
import { published, root } from "../../release/src/packages.ts"
import { commandsIn } from "./commands-in.ts"
import { lockedFor } from "./lockfile.ts"
import { writeRegistry } from "./registry-files.ts"

const execute = promisify(execFile)
const stub = buildStub()

/** What a new project, and one that follows the manual, installs besides our packages. */
const inProjects = [
  "@opentelemetry/exporter-prometheus",
  "@opentelemetry/sdk-metrics",
  "@types/node",
  "typescript",
]

/** What users read. What contributors run in a clone is checked by its name alone. */
const readmes = [
  "README.md",
  ...globSync("packages/*/README.md", { cwd: root }),
  "examples/bots/README.md",
  "docs/operations.md",
].map((path) => path.replaceAll("\\", "/"))

const commands = readmes.flatMap((file) =>
  commandsIn(join(root, file)).map((command) => [file, command] as const),
)
const matching = (pattern: RegExp) => commands.filter(([, command]) => pattern.test(command))
const installs = matching(/^npm install /)
const inClone = matching(/^(npm (run|test)|pnpm |cd |node )/)
/** These need a broker: the tests of packages/workers have one. */
const withBroker = matching(/--amqp /)
/** PostgreSQL's own tools, which come with its server: not part of this project. */
const ofPostgres = matching(/^pg_(dump|restore) /)
const ofUsers = matching(/npx /).filter(
  (one) => !one[0].startsWith("examples/") && !withBroker.includes(one),
)
const ofExamples = matching(/npx /).filter(([file]) => file.startsWith("examples/"))

let folder: string
let registry: LocalRegistry
/** A project with everything installed. */
let project: string
/** A machine with nothing but the local registry, and a library that answers. */
let env: NodeJS.ProcessEnv

/** A registry with this clone's packages, and all that they and a new project need. */
async function makeRegistry(): Promise<string> {
  const all = published(root)
  const files = join(folder, "registry")
  const folders = all.map((one) => relative(root, one.folder).replaceAll("\\", "/"))
  await writeRegistry(root, files, lockedFor(root, folders, inProjects))
  const packed = join(folder, "packed")
  await pack(root, packed)
  const index = join(files, "registry.json")
  const entries = JSON.parse(readFileSync(index, "utf8")) as Record<string, object>
  for (const file of (await readdir(packed)).filter((name) => name.endsWith(".tgz"))) {
    const archive = file.replace(/\.tgz$/, ".tar")
    writeFileSync(join(files, archive), gunzipSync(readFileSync(join(packed, file))))
    const { stdout } = await execute("tar", ["-xOf", archive, "package/package.json"], {
      cwd: files,
    })
    const manifest = JSON.parse(stdout) as { name: string; version: string }
    const integrity = `sha512-${createHash("sha512")
      .update(readFileSync(join(packed, file)))
      .digest("base64")}`
    entries[manifest.name] = { [manifest.version]: { manifest, archive, integrity } }
  }
  writeFileSync(index, JSON.stringify(entries))
  return files
}

const shell = (command: string, cwd: string, more: NodeJS.ProcessEnv = {}) =>
  execute("sh", ["-c", command], { cwd, env: { ...env, ...more }, timeout: 300_000 })

function emptyProject(name: string): string {
  const path = join(folder, name)
  mkdirSync(path)
  writeFileSync(join(path, "package.json"), '{ "private": true, "type": "module" }')
  return path
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "readme-"))
  registry = await serveRegistry(await makeRegistry())
  const libs = join(folder, "libs")
  mkdirSync(libs)
  if (stub !== undefined) cpSync(stub, join(libs, "libsimplex.so"))
  // The settings of an npm, or of a pnpm, that runs this are not those of a user.
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_)/i.test(name))
  env = {
    ...Object.fromEntries(own),
    HOME: join(folder, "home"),
    XDG_CACHE_HOME: join(folder, "home", "cache"),
    npm_config_registry: registry.url,
    npm_config_noproxy: "127.0.0.1",
    npm_config_audit: "false",
    SIMPLEX_LIBS_DIR: libs,
  }
  project = emptyProject("project")
  const names = published(root).map(({ manifest }) => manifest.name)
  await shell(`npm install ${names.join(" ")}`, project)
})
afterAll(async () => {
  await registry[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const describePosix: typeof describe.skip =
  process.platform === "win32" || stub === undefined ? describe.skip : describe

/** The bot of the READMEs: on a core in memory, so that it runs without libsimplex. */
const ownBot = `
import { Bot } from "@simplex-chat/bot"
import { createNetwork } from "@simplex-chat/testing"
const bot = new Bot({
  profile: { displayName: "squarer" },
  db: createNetwork().openCore(),
  stateFile: "data/bot_bot.db",
})
bot.onMessage((message) => message.reply(String(Number(message.text) ** 2)))
await bot.run()
`
const namedBot = ownBot
  .replace("createNetwork().openCore()", '{ filePrefix: "data/bot" }')
  .replace('  stateFile: "data/bot_bot.db",\n', "")

/** Runs what goes on until a signal, until it has said that it is ready; then it can be stopped. */
async function running(
  command: string,
  ready: RegExp,
  cwd = project,
): Promise<{ stop: () => Promise<string> }> {
  const child = spawn("sh", ["-c", `exec ${command}`], { cwd, env, detached: true })
  const { pid = 0 } = child
  const ended = once(child, "close")
  let said = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => (said += String(text)))
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-pid, "SIGKILL")
  })
  await expect.poll(() => said).toMatch(ready)
  const stop = async () => {
    process.kill(-pid, "SIGTERM")
    await ended // npx itself ends by the signal
    return said
  }
  return { stop }
}

/** Runs it, and stops it once it is ready; what it said. */
const untilReady = async (command: string, ready: RegExp, cwd = project): Promise<string> =>
  (await running(command, ready, cwd)).stop()

describePosix("no command in a README fails", () => {
  test("there are some of each kind, and none of another", () => {
    expect(installs.length).toBeGreaterThan(5)
    expect(ofUsers.length).toBeGreaterThan(8)
    expect(ofExamples.length).toBeGreaterThan(1)
    const known = new Set([installs, inClone, ofUsers, ofExamples, withBroker, ofPostgres].flat())
    expect(commands.filter((one) => !known.has(one))).toEqual([])
  })

  test("npx reaches packages of this repository alone", () => {
    for (const file of readmes)
      for (const [, name] of readFileSync(join(root, file), "utf8").matchAll(
        /npx (?:--\S+ )*(\S+)/g,
      ))
        expect([file, name]).toEqual([file, expect.stringMatching(/^@simplex-chat\//)])
  })

  test.each(installs)("%s: %s", async (file, command) => {
    const name = `install-${basename(join(file, ".."))}-${installs.findIndex((one) => one[1] === command)}`
    const { stderr } = await shell(command, emptyProject(name))
    // koffi's script is not needed, and the READMEs say so; no other package has one.
    const scripts = [...stderr.matchAll(/^npm warn install-scripts {3}(\S+)@/gm)]
    expect(scripts.map(([, one]) => one).filter((one) => one !== "koffi")).toEqual([])
    if (scripts.length > 0) expect(readFileSync(join(root, file), "utf8")).toMatch(/install script/)
  })

  test.each(inClone)("%s: %s names a script, a folder or a file", (_, command) => {
    const scripts = Object.keys(
      (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object }).scripts,
    )
    for (const part of command.split("&&").map((one) => one.trim())) {
      const [program, first = "", second = ""] = part.split(/\s+/)
      const name = program === "npm" && first === "run" ? second : first
      if (program === "cd" || program === "node") expect(existsSync(join(root, first))).toBe(true)
      else expect(["install", "turbo", ...scripts]).toContain(name)
    }
  })

  test.each(ofUsers)("%s: %s", async (_, command) => {
    writeFileSync(join(project, "bot.ts"), command.includes("--core") ? namedBot : ownBot)
    if (command.includes("--core")) {
      const token = readFileSync(join(project, "data", "bot_core.token"), "utf8").trim()
      const served = await serveCore(createNetwork().openCore(), { port: 5226, token })
      onTestFinished(() => served.close())
      expect(await untilReady(command, /"started"/)).toContain('"stopped"')
    } else if (command.includes("serve-core")) {
      expect(await untilReady(command, /is served at/)).not.toMatch(/error/i)
    } else if (command.includes(" run ")) {
      expect(await untilReady(command, /"started"/)).toContain('"stopped"')
    } else if (/ (backup|restore)\b/.test(command)) {
      const archive = join(project, command.split(" ").at(-1) ?? "")
      const prefix = join(project, /--db (\S+)/.exec(command)?.[1] ?? "data/bot")
      for (const left of [archive, `${prefix}_chat.db`, `${prefix}_agent.db`, `${prefix}_bot.db`])
        await rm(left, { force: true })
      // As the stub writes a database.
      const from = join(project, "backed-up")
      mkdirSync(join(project, "data"), { recursive: true })
      const isRestored = command.includes(" restore")
      writeFileSync(`${isRestored ? from : prefix}_chat.db`, "stub:")
      writeFileSync(`${isRestored ? from : prefix}_agent.db`, "")
      if (isRestored) await shell(`npx @simplex-chat/bot backup --db backed-up ${archive}`, project)
      expect((await shell(command, project)).stdout).toContain("the copy was opened")
    } else if (/ (status|log-level)\b/.test(command)) {
      const run = "npx @simplex-chat/bot run bot.ts --http 127.0.0.1:8080"
      const bot = await running(run, /"started"/)
      const { stderr } = await shell(command, project)
      expect(stderr).toBe("")
      expect(await bot.stop()).toContain('"stopped"')
    } else if (command.includes(" --web")) {
      expect(await untilReady(command, /The playground of .* http:/)).not.toMatch(/error/i)
    } else if (command.includes(" install")) {
      const { url, ca } = await serveRelease()
      const release = { NODE_EXTRA_CA_CERTS: ca, SIMPLEX_LIBS_API: url, SIMPLEX_LIBS_URL: url }
      const { stdout } = await shell(command, project, { ...release, SIMPLEX_LIBS_DIR: "" })
      expect(stdout).toMatch(/\((already )?installed\)/)
    } else {
      const { stderr } = await shell(`${command} < /dev/null`, project)
      expect(stderr).not.toMatch(/error|failed/i)
    }
  })

  test.each(ofExamples)("%s: %s", async (_, command) => {
    const cwd = join(root, "examples", "bots")
    if (command.includes(" run ")) {
      const served = await serveCore(createNetwork().openCore(), {
        port: 0,
        token: "a token of enough letters",
      })
      onTestFinished(() => served.close())
      // Where there is no libsimplex, on a core in another process.
      const there = command.replace(/--db \S+/, `--core ${served.url}`)
      env = { ...env, SIMPLEX_CORE_TOKEN: "a token of enough letters" }
      expect(await untilReady(there, /"started"/, cwd)).toContain('"stopped"')
    } else if (command.includes(" --web")) {
      expect(await untilReady(command, /The playground of .* http:/, cwd)).not.toMatch(/error/i)
    } else {
      const { stdout } = await shell(`echo 7 | ${command}`, cwd)
      expect(stdout).toContain("49")
    }
  })
})

/** GitHub's part: a release with its digest, and its archive. */
async function serveRelease(): Promise<{ url: string; ca: string }> {
  const library = readFileSync(stub ?? "")
  const archive = zip([{ name: "libs/libsimplex.so", data: library }])
  const digest = `sha256:${createHash("sha256").update(archive).digest("hex")}`
  const pems = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  })
  const names = ["linux-x86_64", "linux-aarch64", "macos-x86_64", "macos-aarch64"]
  const assets = names.map((name) => ({ name: `simplex-chat-libs-${name}.zip`, digest }))
  const server = createServer({ key: pems.private, cert: pems.cert }, (request, response) => {
    if (request.url?.includes("/releases/tags/") === true) response.end(JSON.stringify({ assets }))
    else response.end(archive)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => void server.close())
  const ca = join(folder, "ca.pem")
  writeFileSync(ca, pems.cert)
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, ca }
}
