import {
  ClosedError,
  InvalidArgumentError,
  TimeoutError,
  UnsupportedError,
} from "@simplex-chat/core"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { connectCore, ConnectError, ConnectionLostError } from "../src/index.ts"
import { CommandLineServer, recordedFrames } from "./command-line.ts"

const user = { type: "activeUser", user: { userId: 1 } }
const missed = '{"result":{"type":"eventsMissed"}}'

let server: CommandLineServer
beforeEach(async () => {
  server = await CommandLineServer.start((cmd) =>
    cmd === "/u" ? user : { type: "chatCmdError", chatError: { type: "error", errorType: cmd } },
  )
})
afterEach(() => server.stop())

const open = () => connectCore(server.url, { backoff: { minMs: 5, maxMs: 20 } })

describe("commands", () => {
  test("are answered in the envelope of the library, failures too", async () => {
    const core = await open()
    expect(JSON.parse(await core.sendCommand("/u"))).toEqual({ result: user })
    expect(JSON.parse(await core.sendCommand("/nonsense"))).toEqual({
      error: { type: "error", errorType: "/nonsense" },
    })
    await core.close()
  })

  test("go one after the other, in order, however many are sent at once", async () => {
    const core = await open()
    const texts = Array.from({ length: 50 }, (_, i) => `/c ${i}`)
    await Promise.all(texts.map((text) => core.sendCommand(text)))
    expect(server.commands).toEqual(texts)
    expect(server.mostAtOnce).toBe(1)
    await core.close()
  })

  test("in flight at a break fail as perhaps sent; those that waited are sent afterwards", async () => {
    const core = await open()
    server.hold()
    const inFlight = core.sendCommand("/first").catch((error: unknown) => error)
    const queued = core.sendCommand("/u")
    await expect.poll(() => server.commands).toEqual(["/first"])
    const release = server.hold()
    server.cut()
    expect(await inFlight).toBeInstanceOf(ConnectionLostError)
    expect(await inFlight).toMatchObject({ operation: "sendCommand", perhapsSent: true })
    release()
    expect(JSON.parse(await queued)).toEqual({ result: user })
    expect(server.commands).toEqual(["/first", "/u"])
    await core.close()
  })

  test("that wait too long reject, and are not sent later", async () => {
    const core = await open()
    const release = server.hold()
    const first = core.sendCommand("/u")
    const late = core.sendCommand("/late", { timeoutMs: 5 }).catch((error: unknown) => error)
    expect(await late).toBeInstanceOf(TimeoutError)
    expect(await late).toMatchObject({ started: false })
    release()
    await first
    await core.sendCommand("/u")
    expect(server.commands).toEqual(["/u", "/u"])
    await core.close()
  })

  test("that cannot be waited for are not sent", async () => {
    const core = await open()
    await expect(core.sendCommand("/a", { signal: AbortSignal.abort("no") })).rejects.toBe("no")
    await expect(core.sendCommand("/b", { timeoutMs: -1 })).rejects.toThrow(InvalidArgumentError)
    for (const misspelt of [{ timeoutMS: 5 }, { signals: AbortSignal.abort() }] as object[]) {
      await expect(core.sendCommand("/b", misspelt)).rejects.toThrow(InvalidArgumentError)
      await expect(core.receive(misspelt)).rejects.toThrow(InvalidArgumentError)
      await expect(core.close(misspelt)).rejects.toThrow(InvalidArgumentError)
    }
    await core.sendCommand("/u")
    expect(server.commands).toEqual(["/u"])
    await core.close()
  })

  test("are refused when they are no text, and after closing", async () => {
    const core = await open()
    await expect(core.sendCommand("")).rejects.toThrow("command")
    await expect(core.sendCommand("a\0b")).rejects.toThrow("command")
    await core.close()
    await expect(core.sendCommand("/u")).rejects.toThrow(ClosedError)
    await expect(core.receive()).rejects.toThrow(ClosedError)
  })

  test("for encrypted files are not supported", async () => {
    const core = await open()
    await expect(core.readFile("a", { fileKey: "", fileNonce: "" })).rejects.toThrow(
      UnsupportedError,
    )
    await core.close()
  })
})

describe("events", () => {
  test("of a recorded session arrive in order, failures as errors", async () => {
    const core = await open()
    const frames = recordedFrames("b-direct")
    for (const { resp } of frames) server.event(resp)
    const received: string[] = []
    while (received.length < frames.length) received.push(...(await core.receive()))
    const types = received.map((text) => {
      const envelope = JSON.parse(text) as { result?: { type: string }; error?: object }
      return envelope.result?.type ?? "error"
    })
    expect(types).toEqual(
      frames.map(({ resp }) => {
        const { type } = resp as { type: string }
        return type.startsWith("chat") && type.endsWith("rror") ? "error" : type
      }),
    )
    await core.close()
  })

  test("without `resp` are taken as they are", async () => {
    const core = await open()
    server.raw('{"type":"hostConnected","protocol":"smp"}')
    expect(await core.receive()).toEqual(['{"result":{"type":"hostConnected","protocol":"smp"}}'])
    await core.close()
  })

  test("after a break begin with one that says that others may be missing", async () => {
    const core = await open()
    server.cut()
    expect(await core.receive()).toEqual([missed])
    server.event({ type: "contactConnected" })
    expect(await core.receive()).toEqual(['{"result":{"type":"contactConnected"}}'])
    await core.close()
  })
})

describe("the connection", () => {
  test("is made again when the server restarts", async () => {
    const core = await open()
    const { port } = server
    await server.stop()
    server = await CommandLineServer.start(() => user, port)
    expect(await core.receive()).toEqual([missed])
    expect(JSON.parse(await core.sendCommand("/u"))).toEqual({ result: user })
    await core.close()
  })

  test.each([
    ["garbage", "not JSON"],
    ["half a frame", '{"corrId":"1","resp":{"type":"active'],
    ["a binary frame", Buffer.from([1, 2, 3])],
    ["an array", "[]"],
  ])("is made again after %s", async (_, text) => {
    const core = await open()
    server.raw(text)
    expect(await core.receive()).toEqual([missed])
    expect(JSON.parse(await core.sendCommand("/u"))).toEqual({ result: user })
    await core.close()
  })

  test("is given up for one with a message that is too large", async () => {
    const core = await connectCore(server.url, { maxPayload: 1000, backoff: { minMs: 5 } })
    server.raw(JSON.stringify({ resp: { type: "huge", text: "x".repeat(2000) } }))
    expect(await core.receive()).toEqual([missed])
    await core.close()
  })

  test("belongs to one client; a second is refused until the first is closed", async () => {
    const first = await open()
    const second = await open().catch((error: unknown) => error)
    expect(second).toBeInstanceOf(ConnectError)
    expect(second).toMatchObject({ reason: "busy" })
    await first.close()
    const third = await open()
    await third.close()
  })

  test("fails at once where nothing listens, and lets others try", async () => {
    const { url } = server
    await server.stop()
    for (let i = 0; i < 2; i++) {
      const error = await connectCore(url).catch((error: unknown) => error)
      expect(error).toMatchObject({ name: "ConnectError", reason: "unreachable" })
    }
    server = await CommandLineServer.start(() => user)
  })

  test.each(["http://127.0.0.1", "nothing", "ws://user:secret@127.0.0.1"])(
    "refuses the address %s, and does not repeat a password",
    async (url) => {
      const error = await connectCore(url).catch((error: unknown) => error)
      expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "url" })
      expect(String(error)).not.toContain("secret")
    },
  )

  test("leaves the command line's chat running when it is closed", async () => {
    const core = await open()
    await core.close()
    expect(server.commands).toEqual([])
  })
})
