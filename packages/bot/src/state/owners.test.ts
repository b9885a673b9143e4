import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { contact, group, groupItem, member } from "../../test/fixtures/items.ts"
import { startBot, until } from "../../test/fixtures/start-bot.ts"
import { message } from "../../test/fixtures/update.ts"
import { Owners } from "./owners.ts"
import { memoryStorage, type Storage } from "./storage.ts"

const alice = contact(4, "alice")

let folder = ""
const wasTerminal = process.stdout.isTTY
const written = { out: "", err: "" }
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bot-owners-"))
  Object.assign(written, { out: "", err: "" })
  const keeping = (name: "out" | "err") => (text: string | Uint8Array) => {
    written[name] += String(text)
    return true
  }
  vi.spyOn(process.stdout, "write").mockImplementation(keeping("out"))
  vi.spyOn(process.stderr, "write").mockImplementation(keeping("err"))
  process.stdout.isTTY = true
})
afterEach(() => {
  vi.restoreAllMocks()
  process.stdout.isTTY = wasTerminal
  rmSync(folder, { recursive: true, force: true })
})

/** A bot that has a secret for its owners. */
const owned = (owners: Owners) =>
  startBot((bot) => {
    bot.group({}, owners.pairing())
    bot.group({ when: owners.only }, (group) => {
      group.onCommand("secret", (message) => message.send("42"))
    })
    bot.onMessage((message) => message.send("no"))
  })

describe("owners", () => {
  test("are those who sent the code, and stay it", async () => {
    const storage = memoryStorage()
    const owners = new Owners(storage)
    const { code } = owners
    const { core } = await owned(owners)
    for (const text of ["/secret", "/pair 000", `/pair ${code}`, "/secret"]) {
      core.contactSays(alice, text)
    }
    await until(() => core.sent.length === 4)
    expect(core.sent).toEqual(["no", "This is not the code.", "You own this bot now.", "42"])
    // The code is used up.
    core.contactSays(contact(5), `/pair ${code}`)
    await until(() => core.sent.length === 5)
    expect(core.sent.at(-1)).toBe("This is not the code.")
    const later = new Owners(storage)
    const again = await owned(later)
    again.core.contactSays(alice, "/secret")
    again.core.contactSays(contact(5, "alice"), "/secret")
    await until(() => again.core.sent.length === 2)
    expect(again.core.sent.toSorted()).toEqual(["42", "no"])
    expect(later.none).toBe(false)
    written.out = ""
    await later.remove(4)
    expect(later.none).toBe(true)
    expect(written.out).toContain(`/pair ${later.code}`)
  })

  test("are known in groups, if the member is a contact, whatever the name is", async () => {
    const storage = memoryStorage()
    await storage.set("owners", [4])
    const owners = new Owners(storage)
    await owners.load()
    const says = (given: Parameters<typeof member>[1]) =>
      owners.only(message(groupItem(group(1), member(2, given), "x")))
    expect([says({ contactId: 4 }), says({ contactId: 5 }), says({ name: "alice" })]).toEqual([
      true,
      false,
      false,
    ])
  })

  test("are not forgotten when a person pairs before they were loaded", async () => {
    const storage = memoryStorage()
    await storage.set("owners", [9])
    const owners = new Owners(storage)
    const { core } = await owned(owners)
    core.contactSays(alice, `/pair ${owners.code}`)
    await until(() => core.sent.length === 1)
    expect(storage.get("owners")).toMatchObject([{ contactId: 9 }, { contactId: 4 }])
  })

  test("are read again after the storage failed", async () => {
    const storage = memoryStorage()
    let fails = true
    const owners = new Owners({
      ...storage,
      get: (key) => {
        if (fails) throw new Error("the disk is away")
        return storage.get(key)
      },
    })
    await expect(owners.load()).rejects.toThrow("the disk is away")
    fails = false
    await owners.load()
    expect(written.out).toContain(owners.code)
  })

  test("are known to all processes that share the storage, whichever showed the code", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
    const storage: Storage = { ...memoryStorage(), isShared: true }
    const [here, there] = [new Owners(storage), new Owners(storage)]
    const [one, two] = [await owned(here), await owned(there)]
    expect(here.code).not.toBe(there.code)
    one.core.contactSays(alice, `/pair ${there.code}`)
    await until(() => one.core.sent.length === 1)
    expect(one.core.sent).toEqual(["You own this bot now."])
    await vi.advanceTimersByTimeAsync(5_000)
    two.core.contactSays(alice, "/secret")
    // All codes that were shown are used up, and none can be read in the storage.
    two.core.contactSays(contact(5), `/pair ${here.code}`)
    await until(() => two.core.sent.length === 2)
    expect(two.core.sent.toSorted()).toEqual(["42", "This is not the code."])
    await here.remove(4)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(there.none).toBe(true)
    const keys = [...((await storage.keys?.()) ?? [])]
    expect(keys.filter((key) => key.startsWith("owner-codes/"))).toHaveLength(1)
    expect(keys.join()).not.toContain(here.code)
    vi.useRealTimers()
  })

  test("cannot be prevented by strangers who guess", async () => {
    const owners = new Owners()
    const { code } = owners
    const { core } = await owned(owners)
    for (let n = 0; n < 50; n++) core.contactSays(contact(5), `/pair ${n}`)
    await until(() => core.sent.length === 50)
    // As phones write it.
    core.contactSays(alice, `/pair ${code.toUpperCase().replaceAll("-", " ")}`)
    await until(() => core.sent.length === 51)
    expect(core.sent.at(-1)).toBe("You own this bot now.")
  })
})

describe("an owner", () => {
  /** A storage whose `set` fails while told so. */
  function failing(storage = memoryStorage()) {
    const state = { fails: false }
    const set: Storage["set"] = (key, value) => {
      if (state.fails) throw new Error("the disk is full")
      return storage.set(key, value)
    }
    return { state, storage: { ...storage, set } }
  }

  test("who could not be stored can send the same code again", async () => {
    const { state, storage } = failing()
    const owners = new Owners(storage)
    const { code } = owners
    const { core, log } = await owned(owners)
    state.fails = true
    core.contactSays(alice, `/pair ${code}`)
    await until(() => log.lines.some(({ level }) => level === "error"))
    expect([owners.none, core.sent]).toEqual([true, []])
    state.fails = false
    core.contactSays(alice, `/pair ${code}`)
    await until(() => core.sent.length === 1)
    expect(core.sent).toEqual(["You own this bot now."])
  })

  test("is one of two who send the code at once", async () => {
    const slow = memoryStorage()
    const storage: Storage = {
      ...slow,
      set: async (key, value) => {
        await new Promise(setImmediate)
        await slow.set(key, value)
      },
    }
    const owners = new Owners(storage)
    const { core } = await owned(owners)
    for (const who of [alice, contact(5)]) core.contactSays(who, `/pair ${owners.code}`)
    await until(() => core.sent.length === 2)
    expect(core.sent.toSorted()).toEqual(["This is not the code.", "You own this bot now."])
    expect(slow.get("owners")).toHaveLength(1)
  })

  test("who pairs again is stored once", async () => {
    const storage = memoryStorage()
    const owners = new Owners(storage)
    const { core } = await owned(owners)
    for (const count of [1, 2]) {
      core.contactSays(alice, `/pair ${owners.code}`)
      await until(() => core.sent.length === count)
    }
    expect(storage.get("owners")).toHaveLength(1)
  })

  test("of one bot stays when another bot in the same storage gets or loses one", async () => {
    const storage = memoryStorage()
    const [one, two] = [new Owners(storage), new Owners(storage)]
    const first = await owned(one)
    // Without an address it is another database.
    const options = { createAddress: false }
    const second = await startBot((bot) => void bot.group({}, two.pairing()), options)
    first.core.contactSays(alice, `/pair ${one.code}`)
    await until(() => first.core.sent.length === 1)
    second.core.contactSays(alice, `/pair ${two.code}`)
    await until(() => second.core.sent.length === 1)
    expect(storage.get("owners")).toHaveLength(2)
    await one.remove(4)
    expect([one.none, two.none]).toEqual([true, false])
    expect(storage.get("owners")).toMatchObject([{ bot: second.bot.identity }])
  })

  test("who deletes the chat is none any more, and a new code is shown", async () => {
    const owners = new Owners()
    const { core } = await owned(owners)
    core.contactSays(alice, `/pair ${owners.code}`)
    await until(() => core.sent.length === 1)
    written.out = ""
    core.say("contactDeletedByContact", { contact: alice })
    await until(() => written.out !== "")
    expect(owners.none).toBe(true)
    expect(written.out).toContain(owners.code)
  })

  test("is known later when the storage fails at the start", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
    const storage = memoryStorage()
    await storage.set("owners", [4])
    const state = { fails: true }
    const owners = new Owners({
      ...storage,
      get: (key) => {
        if (state.fails) throw new Error("the disk is away")
        return storage.get(key)
      },
    })
    const { core, log } = await owned(owners)
    expect(log.lines.map(({ message }) => message)).toContain(
      "the owners could not be read; trying again",
    )
    state.fails = false
    await vi.advanceTimersByTimeAsync(5_000)
    vi.useRealTimers()
    core.contactSays(alice, "/secret")
    await until(() => core.sent.length === 1)
    expect(core.sent).toEqual(["42"])
  })

  test("has no file with a code left, when a bot was killed before it removed it", async () => {
    const codeFile = join(folder, "code")
    writeFileSync(codeFile, "old")
    const storage = memoryStorage()
    await storage.set("owners", [4])
    await new Owners(storage, { codeFile }).load()
    expect(existsSync(codeFile)).toBe(false)
  })
})

describe("the code", () => {
  test("is long, and another each time", () => {
    const codes = Array.from({ length: 100 }, () => new Owners().code)
    expect(new Set(codes).size).toBe(100)
    for (const code of codes)
      expect(code).toMatch(/^([2-9a-hj-km-np-z]{4}-){2}[2-9a-hj-km-np-z]{4}$/)
  })

  test("is shown on a terminal, once, while the bot has no owner", async () => {
    const storage: Storage = memoryStorage()
    const owners = new Owners(storage)
    await Promise.all([owners.load(), owners.load()])
    expect(written).toEqual({ out: `To own this bot, send it: /pair ${owners.code}\n`, err: "" })
    await storage.set("owners", [4])
    written.out = ""
    await new Owners(storage).load()
    expect(written).toEqual({ out: "", err: "" })
  })

  test("is not shown where it would be kept; without a file it is said what to do", async () => {
    process.stdout.isTTY = false
    const owners = new Owners()
    await owners.load()
    expect(written).toEqual({
      out: "",
      err: expect.stringMatching(/give Owners a codeFile/) as string,
    })
    expect(written.err).not.toContain(owners.code)
  })

  test("is written to a file that only this user can read, until the bot has an owner", async () => {
    process.stdout.isTTY = false
    const codeFile = join(folder, "new", "code")
    const owners = new Owners(undefined, { codeFile })
    await owners.load()
    expect(written).toEqual({ out: "", err: "" })
    expect(readFileSync(codeFile, "utf8")).toBe(`To own this bot, send it: /pair ${owners.code}\n`)
    if (process.platform !== "win32") expect(statSync(codeFile).mode & 0o777).toBe(0o600)
    const { core } = await owned(owners)
    core.contactSays(alice, `/pair ${owners.code}`)
    await until(() => core.sent.length === 1)
    expect(existsSync(codeFile)).toBe(false)
  })

  test("is written to no folder, link or device, and removes none", async () => {
    process.stdout.isTTY = false
    const link = join(folder, "link")
    symlinkSync("/dev/zero", link)
    for (const codeFile of [folder, link]) {
      await expect(new Owners(undefined, { codeFile }).load()).rejects.toThrow(
        /^codeFile: .* is no/,
      )
    }
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
  })

  test("replaces a file that others could read", async () => {
    const codeFile = join(folder, "code")
    writeFileSync(codeFile, "old", { mode: 0o644 })
    const owners = new Owners(undefined, { codeFile })
    await owners.load()
    expect(readFileSync(codeFile, "utf8")).toContain(owners.code)
    if (process.platform !== "win32") expect(statSync(codeFile).mode & 0o777).toBe(0o600)
  })
})
