import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { expect, test } from "vitest"
import type { Bot } from "../../src/index.ts"
import { later, world } from "../fixtures/world.ts"

test("a download lands in the bot's folder, which others cannot read, and never in the current one", async () => {
  const { live, connected, folder } = world()
  const paths: string[] = []
  const made = await live((bot) => {
    bot.onMessage({ hasFile: true }, async (message) => {
      paths.push((await message.download({ timeoutMs: 60_000 })).filePath)
    })
  })
  const alice = await connected("alice", made)
  await alice.sendFile(join(folder, "notes.txt"), Buffer.from("hello"))
  await later(() => paths.length === 1)
  const [path = ""] = paths
  expect(dirname(path)).toBe(join(folder, "bot_files"))
  expect(readFileSync(path, "utf8")).toBe("hello")
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
  expect(existsSync("notes.txt")).toBe(false)
})

test("the options say where files go; what the bot sends by a relative path is in the current folder", async () => {
  const { live, connected, folder } = world()
  const filesFolder = join(folder, "elsewhere")
  const paths: string[] = []
  const made = await live(
    (bot) => {
      bot.onMessage({ hasFile: true }, async (message) => {
        paths.push((await message.download({ timeoutMs: 60_000 })).filePath)
        await message.replyFile("package.json", "here")
      })
    },
    { filesFolder },
  )
  const alice = await connected("alice", made)
  writeFileSync(join(folder, "x.txt"), "x")
  await alice.sendFile(join(folder, "x.txt"))
  await alice.expectMessage("here")
  expect(paths).toEqual([join(filesFolder, "x.txt")])
})

test("a file whose name is taken, by another database too, gets another name", async () => {
  const { live, connected, folder } = world()
  const paths: string[] = []
  const made = await live((bot) => {
    bot.onMessage({ hasFile: true }, async (message) => {
      paths.push((await message.download({ timeoutMs: 60_000 })).filePath)
    })
  })
  const alice = await connected("alice", made)
  const taken = ["notes.txt", ...Array.from({ length: 9 }, (_, id) => `notes-${id}.txt`)]
  mkdirSync(join(folder, "bot_files"), { recursive: true })
  for (const name of taken) writeFileSync(join(folder, "bot_files", name), "of another")
  await alice.sendFile(join(folder, "notes.txt"), Buffer.from("hello"))
  await later(() => paths.length === 1)
  const [path = ""] = paths
  expect(basename(path)).toMatch(/^notes-\d+-\w{8}\.txt$/)
  expect(readFileSync(path, "utf8")).toBe("hello")
  for (const name of taken) {
    expect(readFileSync(join(folder, "bot_files", name), "utf8")).toBe("of another")
  }
})

test("without any folder of its own, files go to a new one that others could not make before", async () => {
  const { live, connected, folder } = world()
  const paths: string[] = []
  const made = await live(
    (bot) => {
      bot.onMessage({ hasFile: true }, async (message) => {
        paths.push((await message.download()).filePath)
      })
    },
    { allowFiles: true, stateFile: undefined },
  )
  const alice = await connected("alice", made)
  const planted = join(tmpdir(), `simplex-bot-${made.bot.identity}`)
  mkdirSync(planted, { recursive: true, mode: 0o777 })
  try {
    await alice.sendFile(join(folder, "cat.txt"), Buffer.from("meow"))
    await later(() => paths.length === 1)
    const [path = ""] = paths
    expect(path).not.toContain(planted)
    if (process.platform !== "win32") expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
    rmSync(dirname(path), { recursive: true })
  } finally {
    rmSync(planted, { recursive: true })
  }
})

test("with the servers of files down, messages go on, and files when they are back", async () => {
  const { network, live, connected, folder } = world()
  const got: string[] = []
  const declare = (bot: Bot) => {
    bot.onCommand("send", async (message) => {
      const sent = await message.replyFile(join(folder, "report.txt"), "report")
      got.push("accepted by the core")
      await sent.sent()
      got.push("uploaded")
    })
    bot.onMessage({ hasFile: true }, async (message) => {
      const { filePath } = await message.download()
      got.push(readFileSync(filePath, "utf8"))
    })
    bot.onMessage((message) => message.send(`echo ${message.text}`))
  }
  const first = await live(declare, { stopTimeoutMs: 20 })
  const [alice, bob] = [await connected("alice", first), await connected("bob", first)]
  writeFileSync(join(folder, "report.txt"), "of the bot")
  await alice.sendFile(join(folder, "a.txt"), Buffer.from("of alice"))
  network.faults.fileServersDown = true
  await bob.say("/send")
  await later(() => got.includes("accepted by the core"))
  await bob.say("hello")
  // Handlers wait for the files: other chats go on, and a stop is not held up.
  const carol = await connected("carol", first)
  await carol.say("hello")
  await carol.expectMessage("echo hello")
  await first.bot.stop()
  network.faults.fileServersDown = false
  await live(declare)
  await later(() => got.includes("of alice"))
  await bob.expectMessage("report")
  await bob.expectMessage("echo hello")
  expect(got).toContain("of alice")
})
