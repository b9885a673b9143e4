import { packTar } from "modern-tar/fs"
import { createWriteStream, existsSync } from "node:fs"
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { beforeEach, expect, onTestFinished, test, vi } from "vitest"
import { backup } from "./backup.ts"
import { restore } from "./restore.ts"

// Without the core, which opens the copy: test/cli/backup.test.ts runs the command with one.

let folder: string
let said: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "backup-"))
  said = ""
  vi.stubEnv("SIMPLEX_LIBS_DIR", join(folder, "none"))
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((said += String(text)), true))
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
    await rm(folder, { recursive: true })
  })
  await mkdir(at("data", "bot_files"), { recursive: true })
  await write("data/bot_chat.db", "chat")
  await write("data/bot_agent.db", "agent")
  await write("data/bot_files/photo.jpg", "a photo")
})

const at = (...path: string[]) => join(folder, ...path)
const write = (path: string, text: string) => writeFile(at(path), text)
const read = (path: string) => readFile(at(path), "utf8")
const make = (file: string) => backup(at(file), { db: at("data/bot") })
const putBack = (file: string) => restore(at(file), { db: at("new/bot") })

/** An archive of these contents, as another program could write it. */
async function archive(file: string, contents: Readonly<Record<string, string>>): Promise<void> {
  const sources = Object.entries(contents).map(([target, content]) => ({
    type: "content" as const,
    target,
    content,
  }))
  await pipeline(packTar(sources), createWriteStream(at(file)))
}

test("what links lead to is in a backup, as files", async () => {
  await mkdir(at("elsewhere"))
  for (const name of ["bot_files", "bot_chat.db"]) {
    await rename(at("data", name), at("elsewhere", name))
    await symlink(at("elsewhere", name), at("data", name))
  }
  await write("elsewhere/video.mp4", "a video")
  await symlink(at("elsewhere", "video.mp4"), at("data", "bot_files", "video.mp4"))
  await make("out.tar")
  expect(said).toContain("out.tar: 4 files")
  await putBack("out.tar")
  expect(await read("new/bot_chat.db")).toBe("chat")
  expect(await read("new/bot_files/photo.jpg")).toBe("a photo")
  expect(await read("new/bot_files/video.mp4")).toBe("a video")
})

test("a link that leads nowhere, or to itself, is refused: something would be missing", async () => {
  await symlink(at("gone"), at("data", "bot_files", "lost"))
  await expect(make("out.tar")).rejects.toThrow("bot_files/lost: this link leads nowhere")
  await rm(at("data", "bot_files", "lost"))
  await symlink(at("data", "bot_files"), at("data", "bot_files", "loop"))
  await expect(make("out.tar")).rejects.toThrow("bot_files/loop: this link leads to itself")
  expect((await readdir(folder)).toSorted()).toEqual(["data"])
})

test.runIf(process.platform === "linux")("a file that cannot be read is named", async () => {
  // Reading it fails even for root.
  await symlink("/proc/self/mem", at("data", "bot_files", "unreadable"))
  await expect(make("out.tar")).rejects.toThrow("/mem: cannot be read (EIO)")
})

test("databases that are not in it are named", async () => {
  for (const name of ["orders.db", "bot-state.db", "bot_customers.db", "other_chat.db"])
    await write(`data/${name}`, "")
  await make("out.tar")
  expect(said).toMatch(/: 4 files.*\nNot in it.* with bot_: bot-state\.db, orders\.db\n$/)
})

test("a link in the place of the archive stays", async () => {
  await symlink(at("gone"), at("out.tar"))
  await expect(make("out.tar")).rejects.toThrow("the file exists already")
  expect(existsSync(at("gone"))).toBe(false)
  expect(await readdir(folder)).toContain("out.tar")
})

test.each(["bot_orders.db", "bot_files", "bot_agent.db"])(
  "nothing is restored over %s",
  async (name) => {
    await write("data/bot_orders.db", "old orders")
    await make("out.tar")
    await mkdir(at("new"))
    await write(`new/${name}`, "precious")
    await expect(putBack("out.tar")).rejects.toThrow(`new/${name} exists`)
    expect((await readdir(at("new"))).filter((one) => one !== "bot.lock")).toEqual([name])
    expect(await read(`new/${name}`)).toBe("precious")
  },
)

test("two restores to one place make one bot", async () => {
  await make("out.tar")
  const outcomes = await Promise.allSettled([putBack("out.tar"), putBack("out.tar")])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
  expect(await read("new/bot_chat.db")).toBe("chat")
})

test.each<[string, unknown]>([
  ["of a later version", { format: 2, files: [{ name: "_chat.db" }, { name: "_agent.db" }] }],
  ["without a database", { format: 1, files: [] }],
  ["without half of it", { format: 1, files: [{ name: "_chat.db", size: 1, sha256: "" }] }],
  ["whose list is none", { format: 1, files: "_chat.db" }],
  ["whose list has holes", { format: 1, files: [null, { name: 7 }] }],
  ["of something else", ["backup"]],
  ["of nothing", null],
])("a backup %s is refused", async (_, manifest) => {
  await archive("odd.tar", { "backup.json": JSON.stringify(manifest), "_chat.db": "x" })
  const problem = "this is no backup of simplex-bot, or one of a later version"
  await expect(putBack("odd.tar")).rejects.toThrow(problem)
  expect(await readdir(at("new"))).toEqual(["bot.lock"])
})

test.each(["/etc/escaped", "../escaped", "_files/../../../escaped", "_files//x", "_"])(
  "the name %j is refused",
  async (name) => {
    await make("out.tar")
    const files = ["_chat.db", "_agent.db", name].map((one) => ({ name: one, size: 0, sha256: "" }))
    const manifest = { format: 1, createdAt: "", sdk: "", files }
    // The library that packs has its own objections: test/cli/backup.test.ts gets around them.
    await archive("evil.tar", { "backup.json": JSON.stringify(manifest), "aa/escaped": "x" })
    await expect(putBack("evil.tar")).rejects.toMatchObject({ name: "CommandLineError" })
    expect(await readdir(at("new"))).toEqual(["bot.lock"])
    expect((await readdir(folder)).toSorted()).toEqual(["data", "evil.tar", "new", "out.tar"])
  },
)
