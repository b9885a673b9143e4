// What a bot does on a disk that fills up, or becomes read-only. Each line of its output is what happened.
//
// node disk-child.ts SCENARIO ELSEWHERE DISK
import { createNetwork } from "@simplex-chat/testing"
import { execFileSync } from "node:child_process"
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Bot, type Message, Owners, Sessions, sqliteStorage } from "../../src/index.ts"
import { Schedule, sqliteScheduleStore } from "../../src/schedule/index.ts"
import { bin } from "../fixtures/bin.ts"

const [, , scenario = "", elsewhere = "", disk = ""] = process.argv
const on = (name: string) => join(disk, name)
const tell = (what: string, value: unknown) =>
  process.stdout.write(`${JSON.stringify({ what, value })}\n`)

/** Leaves not a byte. */
function fill(): void {
  const file = openSync(on("ballast"), "w")
  try {
    for (let size = 65_536; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size))
      } catch {
        // Smaller pieces may still fit.
      }
    }
  } finally {
    closeSync(file)
  }
}

const free = () => rmSync(on("ballast"))

/** The name, code and message of what is thrown; `done` otherwise. */
async function outcome(act: () => unknown): Promise<unknown> {
  try {
    await act()
    return "done"
  } catch (error) {
    const { name, code, message } = error as Error & { readonly code?: unknown }
    return { name, code, message: message.replaceAll(disk, "DISK") }
  }
}

const network = createNetwork()
const core = () => network.openCore({ name: "bot", folder: join(elsewhere, "bot") })
const profile = { displayName: "bot" }

async function stateFile(): Promise<void> {
  const life = async () => {
    const seen: string[] = []
    const bot = new Bot({ profile, db: core(), stateFile: on("state.db"), logging: "silent" })
    bot.onMessage(({ text }) => void seen.push(text))
    await bot.start()
    return { bot, seen, ended: bot.serveForever().then(() => "stopped", String) }
  }
  const first = await life()
  const alice = await network.person("alice")
  await alice.connectTo(first.bot.address ?? "")
  await alice.say("before")
  await network.idle()
  fill()
  // SQLite has room left in what it has already written: a few more are stored.
  for (let n = 0; first.bot.state === "running" && n < 2000; n++) {
    await alice.say(`full ${n}`)
    await network.idle()
  }
  tell("ended", (await first.ended).replaceAll(disk, "DISK"))
  const last = first.seen.at(-1)
  free()
  const second = await life()
  await alice.say("after")
  await network.idle()
  while (!second.seen.includes("after")) await new Promise((resolve) => setTimeout(resolve, 5))
  tell("again", second.seen[0] === last)
  tell("before again", second.seen.includes("before"))
  await second.bot.stop()
}

async function sessions(): Promise<void> {
  const storage = await sqliteStorage(on("sessions.db"))
  const counts = new Sessions<string>({ initial: () => "", storage })
  const bot = new Bot({ profile, db: core(), logging: "silent" })
  let act: (...args: Parameters<typeof counts.update>) => unknown = () => {}
  bot.onMessage((message) => act(message, (text) => text))
  await bot.start()
  const alice = await network.person("alice")
  await alice.connectTo(bot.address ?? "")
  const inHandler = async (change: (before: string) => string) => {
    const done = Promise.withResolvers<unknown>()
    act = async (message) => {
      const result = await outcome(() => counts.update(message, change))
      done.resolve({ result, length: (await counts.read(message)).length })
    }
    await alice.say("x")
    return done.promise
  }
  tell("small", await inHandler(() => "x".repeat(1000)))
  fill()
  tell("full", await inHandler(() => "y".repeat(400_000)))
  free()
  tell("freed", await inHandler(() => "z".repeat(2000)))
  await bot.stop()
}

async function owners(): Promise<void> {
  const storage = await sqliteStorage(on("owners.db"))
  const administrators = new Owners(storage, { codeFile: join(elsewhere, "code") })
  const bot = new Bot({ profile, db: core(), logging: "silent" })
  bot.group({}, administrators.pairing())
  await bot.start()
  const alice = await network.person("alice")
  await alice.connectTo(bot.address ?? "")
  const { code } = administrators
  fill()
  // Until its log is full, SQLite has room.
  await outcome(() => {
    for (let n = 0; ; n++) void storage.set(`ballast ${n}`, "x".repeat(3000))
  })
  await alice.say(`/pair ${code}`)
  await network.idle()
  tell("none while full", administrators.none)
  tell("same code", administrators.code === code)
  free()
  await alice.say(`/pair ${code}`)
  await alice.expectMessage("You own this bot now.", { timeoutMs: 60_000 })
  tell("none", administrators.none)
  tell("new code", administrators.code !== code)
  await bot.stop()
}

async function schedule(): Promise<void> {
  const store = await sqliteScheduleStore(on("schedule.db"))
  const bot = new Bot({ profile, db: core(), logging: "silent" })
  const plan = new Schedule(bot, { store, tasks: { remind: (_text: string) => {} } })
  await bot.start()
  await plan.in(3_600_000, "remind", "early")
  fill()
  tell("full", await outcome(() => plan.in(3_600_000, "remind", "x".repeat(400_000))))
  free()
  tell("freed", await outcome(() => plan.in(3_600_000, "remind", "late")))
  tell("entries", (await plan.list()).length)
  await bot.stop()
}

/** A file for the bot while the disk of its files is full, and once more when there is room. */
async function download(): Promise<void> {
  const filesFolder = on("files")
  const options = { filesFolder, tempFolder: join(elsewhere, "tmp"), logging: "silent" } as const
  const bot = new Bot({ profile, db: core(), ...options })
  const kept: Message[] = []
  bot.onMessage({ hasFile: true }, (message) => void kept.push(message))
  await bot.start()
  const alice = await network.person("alice")
  await alice.connectTo(bot.address ?? "")
  const bytes = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)))
  for (const name of ["plain.bin", "encrypted.bin"])
    await alice.sendFile(join(elsewhere, name), bytes)
  await network.idle()
  const [plain, encrypted] = kept
  const attempts = {
    plain: () => plain?.download(),
    encrypted: () => encrypted?.download({ storeEncrypted: true }),
  }
  fill()
  // There is room for a part of the file.
  truncateSync(on("ballast"), statSync(on("ballast")).size - 20_000)
  for (const [name, attempt] of Object.entries(attempts)) tell(name, await outcome(attempt))
  tell("left", readdirSync(filesFolder))
  free()
  for (const [name, attempt] of Object.entries(attempts))
    tell(`${name} later`, await outcome(attempt))
  tell("there", readdirSync(filesFolder))
  tell("whole", readFileSync(join(filesFolder, "plain.bin")).equals(bytes))
  await bot.stop()
}

/** The command line on this disk: what it says, and what it leaves behind. */
function commandLine(...args: string[]): { code: unknown; err: string; left: string[] } {
  let code: unknown = 0
  let err = ""
  try {
    const options = { cwd: elsewhere, stdio: "pipe", encoding: "utf8" } as const
    execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", bin, ...args], options)
  } catch (error) {
    const failed = error as { status: unknown; stderr: string }
    ;[code, err] = [failed.status, failed.stderr.replaceAll(disk, "DISK")]
  }
  return { code, err, left: readdirSync(disk).filter((name) => name !== "ballast") }
}

const incompressible = () => crypto.getRandomValues(new Uint8Array(60_000))

function commands(): void {
  for (const name of ["bot_chat.db", "bot_agent.db", "bot_files"])
    for (let n = 0; n < 1; n++) writeFileSync(join(elsewhere, name), incompressible())
  tell("made", commandLine("backup", "--db", "bot", join(elsewhere, "good.tar")))
  fill()
  rmSync(on("ballast"))
  writeFileSync(on("ballast"), new Uint8Array(950_000))
  tell("backup", commandLine("backup", "--db", "bot", on("out.tar")))
  tell("restore", commandLine("restore", "--db", on("restored"), join(elsewhere, "good.tar")))
  fill()
  tell("new", commandLine("new", on("my-bot"), "--no-install"))
  rmSync(on("ballast"))
  tell("new later", { ...commandLine("new", on("my-bot"), "--no-install"), left: [] })
}

/** Databases of which most was deleted, one of them as an encrypted one looks. */
function vacuum(): void {
  const grown = ["bot_chat.db", "bot_agent.db"].map(on)
  for (const file of grown) {
    const database = new DatabaseSync(file)
    database.exec("CREATE TABLE t (x); BEGIN")
    const insert = database.prepare("INSERT INTO t VALUES (?)")
    for (let n = 0; n < 200; n++) insert.run("x".repeat(1000))
    database.exec("DELETE FROM t; COMMIT")
    database.close()
  }
  for (const name of ["secret_chat.db", "secret_agent.db"])
    writeFileSync(on(name), incompressible())
  const before = grown.map((file) => readFileSync(file))
  fill()
  const said = (...args: string[]) => {
    const { code, err } = commandLine("vacuum", "--db", ...args)
    return { code, err }
  }
  tell("no lock", said(on("bot")))
  truncateSync(on("ballast"), statSync(on("ballast")).size - 20_000)
  tell("full", said(on("bot")))
  tell("full, encrypted", said(on("secret")))
  tell(
    "as it was",
    grown.every((file, n) => readFileSync(file).equals(before[n] ?? Buffer.of())),
  )
  free()
  tell("freed", said(on("bot")))
  tell(
    "small",
    grown.every((file) => statSync(file).size < 20_000),
  )
}

async function readOnly(): Promise<void> {
  for (const name of ["bot_chat.db", "bot_agent.db"])
    writeFileSync(join(elsewhere, name), incompressible())
  commandLine("backup", "--db", "bot", join(elsewhere, "good.tar"))
  ;(await sqliteStorage(on("kept.db"))).close()
  execFileSync("mount", ["-o", "remount,ro", disk])
  tell("backup", commandLine("backup", "--db", "bot", on("out.tar")))
  tell("restore", commandLine("restore", "--db", on("restored"), join(elsewhere, "good.tar")))
  tell("new", commandLine("new", on("my-bot"), "--no-install"))
  const bot = (options: object) =>
    new Bot({ profile, db: core(), logging: "silent", ...options }).start()
  tell("state", await outcome(() => bot({ stateFile: on("state.db") })))
  tell("storage", await outcome(() => sqliteStorage(on("new.db"))))
  tell("kept", await outcome(async () => (await sqliteStorage(on("kept.db"))).set("a", 1)))
  tell("schedule", await outcome(() => sqliteScheduleStore(on("schedule.db"))))
  tell("files", await outcome(() => bot({ filesFolder: on("files") })))
}

const scenarios: Readonly<Record<string, () => unknown>> = {
  stateFile,
  sessions,
  owners,
  schedule,
  download,
  commands,
  vacuum,
  readOnly,
}
await scenarios[scenario]?.()
process.exit()
