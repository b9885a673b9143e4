import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import {
  CallError,
  ClosedError,
  CoreError,
  FileError,
  InvalidArgumentError,
  TimeoutError,
} from "./index.ts"
import { refusal, result, ScriptedCore } from "./scripted.ts"

const never = (): Promise<string> => new Promise(() => {})

describe("commands", () => {
  test("are answered as the script says, and remembered", async () => {
    const core = new ScriptedCore((command) =>
      command === "/users" ? result({ type: "usersList", users: [] }) : refusal("noActiveUser"),
    )
    expect(await core.sendCommand("/users")).toBe('{"result":{"type":"usersList","users":[]}}')
    expect(await core.sendCommand("/u")).toBe(
      '{"error":{"type":"error","errorType":{"type":"noActiveUser"}}}',
    )
    expect(core.commands).toEqual(["/users", "/u"])
  })

  test("refuse misspelt options, as the other calls do", async () => {
    const core = new ScriptedCore()
    for (const wrong of [{ timeoutMS: 5 }, { signals: AbortSignal.abort() }] as object[]) {
      await expect(core.sendCommand("/u", wrong)).rejects.toThrow(InvalidArgumentError)
      await expect(core.receive(wrong)).rejects.toThrow(InvalidArgumentError)
      await expect(core.close(wrong)).rejects.toThrow(InvalidArgumentError)
    }
    expect(core).toMatchObject({ commands: [], receives: 0, closes: 0 })
  })

  test("fail as the script fails", async () => {
    const error = new CallError("sendCommand", "the answer is not JSON")
    const core = new ScriptedCore(() => Promise.reject(error))
    await expect(core.sendCommand("/users")).rejects.toBe(error)
  })

  test("reject with the signal's reason when aborted", async () => {
    const core = new ScriptedCore(never)
    const controller = new AbortController()
    const answer = core.sendCommand("/users", { signal: controller.signal })
    controller.abort(new Error("enough"))
    await expect(answer).rejects.toThrow("enough")
    await expect(core.sendCommand("/u", { signal: controller.signal })).rejects.toThrow("enough")
    expect(core.commands).toEqual(["/users"])
  })

  test("in flight at a close reject with a ClosedError, and so do later ones", async () => {
    const core = new ScriptedCore(never)
    const answer = core.sendCommand("/users")
    await core.close()
    await expect(answer).rejects.toMatchObject({ operation: "sendCommand", started: true })
    await expect(answer).rejects.toThrow(ClosedError)
    await expect(core.sendCommand("/users")).rejects.toMatchObject({ started: false })
    await expect(core.readFile("a", { fileKey: "", fileNonce: "" })).rejects.toThrow(ClosedError)
  })

  test.each([-1, Number.NaN])(
    "with a deadline of %s are refused, and not recorded",
    async (timeoutMs) => {
      const core = new ScriptedCore()
      await expect(core.sendCommand("/u", { timeoutMs })).rejects.toThrow(InvalidArgumentError)
      expect(core.commands).toEqual([])
    },
  )

  describe("with a deadline", () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    test("reject with a TimeoutError when the script takes longer", async () => {
      const core = new ScriptedCore(never)
      const answer = core.sendCommand("/users", { timeoutMs: 50 }).catch((error: unknown) => error)
      await vi.advanceTimersByTimeAsync(50)
      const error = await answer
      expect(error).toBeInstanceOf(TimeoutError)
      expect(error).toMatchObject({ operation: "sendCommand", timeoutMs: 50, started: true })
    })
  })
})

describe("events", () => {
  test("are delivered once, in batches, in order", async () => {
    const core = new ScriptedCore()
    core.emit({ type: "a" }, { type: "b" })
    core.emitRaw("not JSON")
    expect(await core.receive()).toEqual([result({ type: "a" }), result({ type: "b" })])
    expect(await core.receive()).toEqual(["not JSON"])
    const next = core.receive()
    core.emit({ type: "c" })
    expect(await next).toEqual([result({ type: "c" })])
  })

  test("that are waiting at a close are delivered before the ClosedError", async () => {
    const core = new ScriptedCore()
    core.emit({ type: "last" })
    await core.close()
    expect(await core.receive()).toHaveLength(1)
    await expect(core.receive()).rejects.toThrow(ClosedError)
  })

  test("can fail to arrive, once", async () => {
    const core = new ScriptedCore()
    core.failReceive(new CallError("receive", "broken"))
    core.emit({ type: "a" })
    await expect(core.receive()).rejects.toThrow("receive: broken")
    expect(await core.receive()).toHaveLength(1)
  })

  test("are kept for the next receive when one is aborted", async () => {
    const core = new ScriptedCore()
    const controller = new AbortController()
    const aborted = core.receive({ signal: controller.signal })
    controller.abort(new Error("enough"))
    await expect(aborted).rejects.toThrow("enough")
    core.emit({ type: "a" })
    expect(await core.receive()).toHaveLength(1)
  })
})

describe("files", () => {
  const bytes = new Uint8Array([1, 2, 3])

  test("are read with the key that they were written with", async () => {
    const core = new ScriptedCore()
    const crypto = await core.writeFile("a", bytes)
    expect(await core.readFile("a", crypto)).toEqual(bytes)
    const copy = await core.encryptFile("a", "b")
    await core.decryptFile("b", copy, "c")
    expect(core.files.get("c")).toEqual({ data: bytes })
  })

  test("are refused with another key, and when they do not exist", async () => {
    const core = new ScriptedCore()
    const crypto = await core.writeFile("a", bytes)
    const other = await core.writeFile("b", bytes)
    await expect(core.readFile("a", other)).rejects.toThrow("readFile a: wrong key or nonce")
    const missing = await core.decryptFile("x", crypto, "y").catch((error: unknown) => error)
    expect(missing).toBeInstanceOf(FileError)
    expect(missing).toBeInstanceOf(CoreError)
    expect(missing).toMatchObject({ operation: "decryptFile", path: "x", reason: "does not exist" })
  })
})
