import { readFile } from "node:fs/promises"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import {
  ClosedError,
  FileError,
  InvalidArgumentError,
  CallError,
  TimeoutError,
  type Core,
} from "../src/index.ts"
import { describeNative, openStub, stats, temporaryFolder } from "./native.ts"

/** How many are left when those that are out of order are taken away. */
function longestRise(numbers: readonly number[]): number {
  const ends: number[] = [] // of the rises of each length, the lowest end
  for (const number of numbers) {
    const longer = ends.findIndex((end) => end > number)
    ends[longer < 0 ? ends.length : longer] = number
  }
  return ends.length
}

describeNative("a command", () => {
  const folder = temporaryFolder()
  let core: Core
  beforeAll(async () => {
    core = await openStub(join(folder, "commands"))
  })
  afterAll(() => core.close())

  test("gets the core's answer, as text", async () => {
    expect(await core.sendCommand("/users")).toBe('{"result":{"type":"usersList","users":[]}}')
    expect(await core.sendCommand("")).toContain("Failed reading: empty")
    expect(await core.sendCommand("/stub echo ünïcode 😀\n\ttab")).toBe("ünïcode 😀\n\ttab")
  })

  test("runs beside a slow one", async () => {
    let slowDone = false
    const slow = core.sendCommand("/stub wait beside").then(() => (slowDone = true))
    await core.sendCommand("/stub echo quick")
    expect(slowDone).toBe(false)
    await core.sendCommand("/stub open beside")
    await slow
  })

  test("is never stuck behind a slow one of the same burst", async () => {
    // However fast the thread takes the first one.
    for (let round = 0; round < 100; round++) {
      const slow = core.sendCommand(`/stub wait burst ${round}`)
      await core.sendCommand(`/stub open burst ${round}`)
      expect(await slow).toContain("cmdOk")
    }
  })

  test("leaves libuv's threads alone", async () => {
    const slow = Array.from({ length: 12 }, () => core.sendCommand("/stub wait libuv"))
    // On libuv's four threads the file would wait for the gate, and the gate for the file.
    expect(await readFile(import.meta.filename, "utf8")).toContain("gate")
    await core.sendCommand("/stub open libuv")
    for (const answer of await Promise.all(slow)) expect(answer).toContain("cmdOk")
  })

  test("may be queued in any number, on a bounded number of threads", async () => {
    const many = Array.from({ length: 1_000 }, (_, i) => core.sendCommand(`/stub echo ${i}`))
    expect(await Promise.all(many)).toEqual(many.map((_, i) => String(i)))
    const slow = Array.from({ length: 64 }, () => core.sendCommand("/stub sleep 20"))
    await Promise.all(slow)
    expect((await stats(core)).mostAtOnce).toBeLessThanOrEqual(16)
    const waiting = Array.from({ length: 12 }, () => core.sendCommand("/stub wait at-once"))
    await expect.poll(async () => (await stats(core)).mostAtOnce).toBeGreaterThan(12)
    await core.sendCommand("/stub open at-once")
    await Promise.all(waiting)
  })

  test("takes effect in order with the other quick ones of a burst", async () => {
    const numbers = Array.from({ length: 300 }, (_, i) => i)
    await Promise.all(numbers.map((number) => core.sendCommand(`/stub event ${number}`)))
    const seen: number[] = []
    while (seen.length < numbers.length) seen.push(...(await core.receive()).map(Number))
    expect(seen.toSorted((a, b) => a - b)).toEqual(numbers)
    // One whose thread the system holds up for milliseconds is overtaken. On a machine with three
    // busy loops for two processors: in 18 of 400 bursts, 7 of 300 at most.
    expect(numbers.length - longestRise(seen)).toBeLessThan(30)
  })

  test("may have an enormous answer", async () => {
    const answer = await core.sendCommand(`/stub big ${64 * 1024 * 1024}`)
    expect(answer).toHaveLength(64 * 1024 * 1024)
  })

  test("has invalid UTF-8 replaced", async () => {
    expect(await core.sendCommand("/stub invalid")).toBe("bad \ufffd\ufffd utf8 \ufffd")
  })

  test("rejects when the library answers NULL", async () => {
    await expect(core.sendCommand("/stub null")).rejects.toThrow(CallError)
  })

  test("never reaches the library with a NUL inside, or as something else than a text", async () => {
    const { commands } = await stats(core)
    await expect(core.sendCommand("/stub echo a\0b")).rejects.toThrow(
      new InvalidArgumentError("command", "has a NUL at position 12"),
    )
    for (const wrong of [null, undefined, 1, {}])
      await expect(core.sendCommand(wrong as unknown as string)).rejects.toThrow(
        InvalidArgumentError,
      )
    await expect(core.sendCommand("/u", { timeoutMs: -1 })).rejects.toThrow(InvalidArgumentError)
    for (const misspelt of [{ timeoutMS: 5 }, { signals: AbortSignal.abort() }] as object[]) {
      await expect(core.sendCommand("/u", misspelt)).rejects.toThrow(InvalidArgumentError)
      await expect(core.receive(misspelt)).rejects.toThrow(InvalidArgumentError)
      await expect(core.close(misspelt)).rejects.toThrow(InvalidArgumentError)
    }
    expect((await stats(core)).commands).toBe(commands + 1)
  })

  test("can be given up by time, and says whether it had started", async () => {
    const error = await core
      .sendCommand("/stub wait time", { timeoutMs: 1_000 })
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ operation: "sendCommand", timeoutMs: 1_000, started: true })
    await core.sendCommand("/stub open time")
  })

  test.each([Infinity, 2 ** 31])("may take as long as it likes (%d ms)", async (timeoutMs) => {
    const call = core.sendCommand(`/stub wait ${timeoutMs}`, { timeoutMs })
    await core.sendCommand(`/stub sleep 20`) // a timer of Node's that overflows rings at once
    await core.sendCommand(`/stub open ${timeoutMs}`)
    expect(await call).toContain("cmdOk")
  })

  test("can be given up by a signal, with its reason", async () => {
    const controller = new AbortController()
    const reason = new Error("changed my mind")
    const call = core.sendCommand("/stub sleep 300", { signal: controller.signal })
    controller.abort(reason)
    await expect(call).rejects.toBe(reason)
    await expect(core.sendCommand("/u", { signal: controller.signal })).rejects.toBe(reason)
  })

  test("that was given up has its answer freed all the same", async () => {
    const before = await stats(core)
    const controller = new AbortController()
    const call = core.sendCommand("/stub wait freed", { signal: controller.signal })
    await core.sendCommand("/u") // begun after it
    controller.abort(new Error("enough"))
    await expect(call).rejects.toThrow("enough")
    await core.sendCommand("/stub open freed")
    await expect
      .poll(async () => {
        const now = await stats(core)
        // Each answer of `stats` is counted as allocated and not yet freed; receiving frees
        // an empty string now and then.
        return now.allocs - now.frees - (before.allocs - before.frees)
      })
      .toBeLessThanOrEqual(1)
    expect((await stats(core)).badFrees).toBe(0)
  })
})

describeNative("a command that waits for a thread", () => {
  const folder = temporaryFolder()

  test("is taken back when given up, and never reaches the library", async () => {
    const core = await openStub(join(folder, "queued"))
    const before = (await stats(core)).commands
    const first = new AbortController()
    const given = core.sendCommand("/stub wait queued", { signal: first.signal })
    const slow = Array.from({ length: 15 }, () => core.sendCommand("/stub wait queued"))
    // All 16 threads are taken.
    const late = core.sendCommand("/u", { timeoutMs: 20 })
    await expect(late).rejects.toMatchObject({ started: false })
    const controller = new AbortController()
    const aborted = core.sendCommand("/u", { signal: controller.signal })
    controller.abort()
    await expect(aborted).rejects.toThrow("aborted")
    // One that was given up counts no longer: this gets a thread.
    const opened = core.sendCommand("/stub open queued")
    first.abort(new Error("enough"))
    await expect(given).rejects.toThrow("enough")
    await Promise.all([opened, ...slow])
    expect((await stats(core)).commands).toBe(before + 18) // the 16, `open` and this one
    await core.close()
  })

  test("finds one, although calls that were given up hang forever", async () => {
    const core = await openStub(join(folder, "hanging"))
    const hanging = Array.from({ length: 20 }, () =>
      core.sendCommand("/stub hang", { timeoutMs: 400 }),
    )
    for (const call of await Promise.allSettled(hanging)) expect(call.status).toBe("rejected")
    expect(await core.sendCommand("/stub echo alive")).toBe("alive")
    await core.close()
  })
})

describeNative("a file", () => {
  const folder = temporaryFolder()
  const path = (name: string) => join(folder, name)
  let core: Core
  beforeAll(async () => {
    core = await openStub(path("files"))
  })
  afterAll(() => core.close())

  const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251)

  test("is written encrypted and read back", async () => {
    const data = Uint8Array.from(bytes)
    const crypto = await core.writeFile(path("a"), data)
    expect(data).toEqual(bytes) // the caller's bytes were not taken away
    expect(readFileSync(path("a"))).not.toEqual(Buffer.from(bytes))
    expect(await core.readFile(path("a"), crypto)).toEqual(bytes)
  })

  test("may be empty", async () => {
    const crypto = await core.writeFile(path("empty"), new Uint8Array())
    expect(await core.readFile(path("empty"), crypto)).toEqual(new Uint8Array())
  })

  test("may be part of a larger buffer", async () => {
    const crypto = await core.writeFile(path("part"), Buffer.from("0123456789").subarray(2, 5))
    expect(Buffer.from(await core.readFile(path("part"), crypto)).toString()).toBe("234")
  })

  test("is encrypted and decrypted from file to file", async () => {
    writeFileSync(path("plain"), bytes)
    const crypto = await core.encryptFile(path("plain"), path("secret"))
    await core.decryptFile(path("secret"), crypto, path("again"))
    expect(readFileSync(path("again"))).toEqual(Buffer.from(bytes))
  })

  test("fails with the core's reason", async () => {
    const crypto = await core.writeFile(path("b"), bytes)
    const wrong = { ...crypto, fileNonce: "wrong" }
    const missing = "openBinaryFile: does not exist"
    for (const [call, operation, reason] of [
      [core.readFile(path("b"), wrong), "readFile", "FTCEInvalidAuthTag"],
      [core.decryptFile(path("b"), wrong, path("c")), "decryptFile", "FTCEInvalidAuthTag"],
      [core.readFile(path("none"), crypto), "readFile", missing],
      [core.encryptFile(path("none"), path("c")), "encryptFile", missing],
      [core.writeFile(path("no/folder"), bytes), "writeFile", missing],
    ] as const) {
      const error = await (call as Promise<unknown>).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(FileError)
      expect(error).toMatchObject({ operation, reason: expect.stringContaining(reason) as string })
    }
    await expect(core.readFile("stub:null", crypto)).rejects.toThrow(CallError)
  })

  test("is refused with bad arguments before the library sees them", async () => {
    const crypto = { fileKey: "k", fileNonce: "n" }
    await expect(core.readFile("", crypto)).rejects.toThrow(InvalidArgumentError)
    await expect(core.readFile("a\0b", crypto)).rejects.toThrow("path: has a NUL at position 1")
    await expect(core.readFile("a", null as never)).rejects.toThrow("crypto")
    await expect(core.decryptFile("a", {} as never, "b")).rejects.toThrow("fileKey")
    await expect(core.writeFile("a", "text" as never)).rejects.toThrow("data: must be a Uint8Array")
  })

  test("leaves nothing behind in the library", async () => {
    const { allocs, frees, badFrees } = await stats(core)
    expect(allocs - frees).toBeLessThanOrEqual(2) // this answer, and that of a receive in flight
    expect(badFrees).toBe(0)
  })
})

describeNative("closing", () => {
  const folder = temporaryFolder()

  test.each([
    ["stops a chat that runs, for files in flight would be lost", ["/_start"], 1],
    ["does not stop one that was stopped", ["/_start main=on", "/_stop"], 0],
    ["does not stop one that was never started", ["/users", "/_stats"], 0],
  ])("%s", async (_, commands, stops) => {
    const [core, other] = [await openStub(join(folder, "one")), await openStub(join(folder, "two"))]
    for (const command of commands) await core.sendCommand(command)
    const before = (await stats(other)).commands
    await core.close()
    const asking = 1
    expect((await stats(other)).commands - before - asking).toBe(stops)
    await other.close()
  })
})

describeNative("after close", () => {
  const folder = temporaryFolder()

  test("every function refuses", async () => {
    const core = await openStub(join(folder, "closed"))
    await core.close()
    const crypto = { fileKey: "", fileNonce: "" }
    for (const call of [
      () => core.sendCommand("/u"),
      () => core.receive(),
      () => core.writeFile("f", new Uint8Array()),
      () => core.readFile("f", crypto),
      () => core.encryptFile("f", "g"),
      () => core.decryptFile("f", crypto, "g"),
    ])
      await expect(call()).rejects.toThrow(ClosedError)
    await core.close()
  })
})
