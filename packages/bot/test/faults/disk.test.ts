import {
  openSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test, vi } from "vitest"
import { bin } from "../fixtures/bin.ts"
import { hasSmallDisks, onSmallDisk, withFileLimit } from "./small-disk.ts"

vi.setConfig({ testTimeout: 60_000 })

const child = join(import.meta.dirname, "disk-child.ts")

function folderElsewhere(): string {
  const folder = mkdtempSync(join(tmpdir(), "elsewhere-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What a scenario told, by name. */
async function told(scenario: string, size = "1m"): Promise<Readonly<Record<string, unknown>>> {
  const { code, out, err } = await onSmallDisk(size, [child, scenario, folderElsewhere()])
  expect({ code, err }).toEqual({ code: 0, err: "" })
  const lines = out.trimEnd().split("\n")
  const facts = lines.map((line) => JSON.parse(line) as { what: string; value: unknown })
  return Object.fromEntries(facts.map(({ what, value }) => [what, value]))
}

const full = (file: string) => ({
  name: "StorageError",
  code: "full",
  message: `DISK/${file}: the disk is full; make room`,
})

test.runIf(hasSmallDisks)("on a full disk a bot stops, and nothing is lost", async () => {
  const { ended, again, "before again": beforeAgain } = await told("stateFile")
  expect(ended).toBe(
    "BotError: what was handled could not be stored in the stateFile: DISK/state.db: the disk is full; make room",
  )
  // What could not be stored is handled again, and nothing else.
  expect({ again, beforeAgain }).toEqual({ again: true, beforeAgain: false })
})

test.runIf(hasSmallDisks)("a session stays as it was while the disk is full", async () => {
  expect(await told("sessions")).toEqual({
    small: { result: "done", length: 1000 },
    full: { result: full("sessions.db"), length: 1000 },
    freed: { result: "done", length: 2000 },
  })
})

test.runIf(hasSmallDisks)("pairing on a full disk makes no owner, and keeps the code", async () => {
  expect(await told("owners")).toEqual({
    "none while full": true,
    "same code": true,
    none: false,
    "new code": true,
  })
})

test.runIf(hasSmallDisks)("what cannot be scheduled is refused, the rest stays", async () => {
  expect(await told("schedule")).toEqual({
    full: full("schedule.db"),
    freed: "done",
    entries: 2,
  })
})

test.runIf(hasSmallDisks)(
  "a file that finds no room is an error, and comes when asked again",
  async () => {
    const failed = {
      name: "FileTransferError",
      code: "failed",
      message: expect.stringMatching(/^file \d+: failed \(INTERNAL\)$/) as string,
    }
    expect(await told("download")).toEqual({
      plain: failed,
      encrypted: failed,
      left: [],
      "plain later": "done",
      "encrypted later": "done",
      there: ["encrypted.bin", "plain.bin"],
      whole: true,
    })
  },
)

// The lock of a restore stays, as that of every database: another process may have it open.
test.runIf(hasSmallDisks)("commands on a full disk say so, and leave nothing behind", async () => {
  const { made, backup, restore, new: created, "new later": later } = await told("commands")
  expect(made).toMatchObject({ code: 0 })
  expect(backup).toEqual({ code: 1, err: "DISK/out.tar: the disk is full\n", left: [] })
  expect(restore).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^DISK.*: the disk is full\n$/) as string,
    left: ["restored.lock"],
  })
  expect(created).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^DISK\/my-bot: .*(the disk is full|ENOSPC).*\n$/) as string,
  })
  // The folder is empty, so that the same command works later.
  expect(later).toMatchObject({ code: 0 })
})

test.runIf(hasSmallDisks)(
  "vacuum on a full disk says so, and leaves the database as it was",
  async () => {
    const refused = {
      code: 1,
      err: expect.stringMatching(
        /^the disk has no room: .* are needed for a copy, .* free\n$/,
      ) as string,
    }
    expect(await told("vacuum")).toEqual({
      "no lock": {
        code: 1,
        err: "DISK/bot: its lock DISK/bot.lock cannot be taken: the disk is full (ENOSPC)\n",
      },
      full: refused,
      "full, encrypted": refused,
      "as it was": true,
      freed: { code: 0, err: "" },
      small: true,
    })
  },
)

test.runIf(hasSmallDisks)("on a read-only file system everything says so", async () => {
  const found = await told("readOnly")
  for (const name of ["backup", "restore", "new"])
    expect([name, found[name]]).toEqual([
      name,
      {
        code: 1,
        err: expect.stringMatching(/^DISK.*EROFS.*\n$/) as string,
        left: ["kept.db"],
      },
    ])
  for (const name of ["state", "storage", "schedule", "files"])
    expect([name, found[name]]).toMatchObject([
      name,
      { name: "ConfigurationError", message: expect.stringContaining("DISK/") as string },
    ])
  expect(found["kept"]).toMatchObject({ message: expect.stringContaining("kept.db") as string })
})

// Without a disk of its own, the same by a limit on the size of files, which every user may set.
test.runIf(process.platform === "linux")(
  "commands that may write no larger files say so, and leave nothing behind",
  async () => {
    const folder = folderElsewhere()
    for (const name of ["bot_chat.db", "bot_agent.db"])
      writeFileSync(join(folder, name), crypto.getRandomValues(new Uint8Array(60_000)))
    const flags = ["--db", join(folder, "bot")]
    const limited = await withFileLimit(50_000, [bin, "backup", ...flags, join(folder, "out.tar")])
    expect(limited.err).toContain("out.tar: the file would be larger than this process may write")
    expect(readdirSync(folder)).not.toContain("out.tar")
    const made = await withFileLimit(10_000_000, [bin, "backup", ...flags, join(folder, "out.tar")])
    expect(made.code).toBe(0)
    mkdirSync(join(folder, "new"))
    const place = join(folder, "new", "bot")
    const back = [bin, "restore", "--db", place, join(folder, "out.tar")]
    expect((await withFileLimit(50_000, back)).err).toContain("larger than this process may write")
    expect(readdirSync(join(folder, "new"))).toEqual(["bot.lock"])
    expect((await withFileLimit(10_000_000, back)).code).toBe(0)
    const project = [bin, "new", join(folder, "my-bot"), "--no-install"]
    expect((await withFileLimit(300, project)).err).toContain("larger than this process may write")
    expect(readdirSync(join(folder, "my-bot"))).toEqual([])
    expect((await withFileLimit(10_000_000, project)).code).toBe(0)
  },
)

test.runIf(process.platform === "linux")("a log on a full disk does not end the bot", async () => {
  const log = openSync("/dev/full", "w")
  onTestFinished(() => closeSync(log))
  const program = join(import.meta.dirname, "full-log-bot.ts")
  const args = ["--disable-warning=ExperimentalWarning", program]
  const bot = spawn(process.execPath, args, { stdio: ["ignore", log, "ignore", "ipc"] })
  const told = once(bot, "message") as Promise<[unknown]>
  const ended = once(bot, "exit")
  expect(await Promise.race([told, ended])).toEqual(["answered", undefined])
  expect(await ended).toEqual([0, null])
})
