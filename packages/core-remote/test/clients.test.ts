// Clients that come, go and come back, and peers that are slow or say odd things.
import { result, ScriptedCore } from "@simplex-chat/core/scripted"
import { setImmediate, setTimeout as sleep } from "node:timers/promises"
import { afterEach, describe, expect, test } from "vitest"
import { WebSocketServer } from "ws"
import { connectCore, ConnectionLostError, serveCore } from "../src/index.ts"
import { protocolName } from "../src/protocol/protocol.ts"
import { CommandLineServer } from "./command-line.ts"
import { Proxy } from "./proxy.ts"

const token = "a token of enough letters"
const missed = '{"result":{"type":"eventsMissed"}}'
const fast = { backoff: { minMs: 1, maxMs: 10 } }

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

async function served(core = new ScriptedCore(() => result({ type: "x" })), options: object = {}) {
  const server = await serveCore(core, { token, port: 0, ...options })
  cleanups.push(() => server.close())
  const proxy = await Proxy.to(server.url)
  cleanups.push(() => proxy.close())
  return { core, server, proxy }
}

async function commandLine(script: (cmd: string) => object | undefined = () => ({ type: "x" })) {
  const server = await CommandLineServer.start(script)
  cleanups.push(() => server.stop())
  return server
}

async function connect(url: string, options: object = {}) {
  const core = await connectCore(url, { ...fast, ...options })
  cleanups.push(() => core.close({ timeoutMs: 100 }))
  return core
}

describe("two clients of a served core", () => {
  test("the one that lost its connection does not take the core back from the other", async () => {
    const { core, server, proxy } = await served()
    const first = await connect(proxy.url, { token })
    proxy.block()
    const second = await connect(server.url, { token })
    expect(await second.sendCommand("/u")).toBe(result({ type: "x" }))
    const before = proxy.accepted
    proxy.unblock()
    // It is refused as long as the other is there.
    await expect.poll(() => proxy.accepted).toBeGreaterThan(before + 2)
    core.emit({ type: "event" })
    expect(await second.receive()).toEqual([result({ type: "event" })])
    expect(await second.sendCommand("/u")).toBe(result({ type: "x" }))
    await second.close()
    // Then it goes on, and knows that it has missed something.
    expect(await first.sendCommand("/u")).toBe(result({ type: "x" }))
    expect(await first.receive()).toEqual([missed])
  })

  test("a file that one has asked for does not get into that of the next", async () => {
    let isRead = () => {}
    const files = new ScriptedCore(() => result({ type: "x" }))
    const crypto = await files.writeFile("/one", Buffer.alloc(400_000, 1))
    const others = await files.writeFile("/two", Buffer.alloc(400_000, 2))
    const read = files.readFile.bind(files)
    const slow = new Promise<void>((resolve) => (isRead = resolve))
    files.readFile = async (path, ...args) => {
      if (path === "/one") await slow
      return read(path, ...args)
    }
    const { proxy } = await served(files)
    const first = await connect(proxy.url, { token })
    const lost = first.readFile("/one", crypto).catch((error: unknown) => error)
    await first.sendCommand("/u")
    proxy.cut()
    expect(await lost).toBeInstanceOf(ConnectionLostError)
    await first.close()
    // Its calls have the numbers that those of the first had.
    const second = await connect(proxy.url, { token })
    const data = second.readFile("/two", others)
    isRead()
    expect(Buffer.alloc(400_000, 2).equals(await data)).toBe(true)
  })
})

describe("two clients of a command line", () => {
  test("are one too many, by whatever name they call this machine", async () => {
    const { port } = await commandLine()
    await connect(`ws://127.0.0.1:${port}`)
    for (const host of ["localhost", "127.0.0.1"])
      await expect(connectCore(`ws://${host}:${port}`)).rejects.toMatchObject({ reason: "busy" })
  })
})

describe("a connection that is closed", () => {
  test("while it is made again: calls that wait end, and no connection is made", async () => {
    const { proxy } = await served()
    const core = await connect(proxy.url, { token })
    proxy.block()
    await expect.poll(() => proxy.refused).toBeGreaterThan(0)
    const waiting = core.sendCommand("/u").catch((error: unknown) => error)
    await core.close({ timeoutMs: 20 })
    expect(await waiting).toMatchObject({ name: "ClosedError" })
    // What was on its way to the proxy is refused before it lets anyone in again.
    for (let turns = 0; turns < 10; turns++) await setImmediate()
    proxy.unblock()
    // A connection that was on its way may still arrive, and ends.
    await sleep(50)
    await expect.poll(() => proxy.open).toBe(0)
  })

  test("twice is closed once", async () => {
    const { server } = await served()
    const core = await connect(server.url, { token })
    await Promise.all([core.close(), core.close()])
    await core.close()
    await expect(core.receive()).rejects.toMatchObject({ name: "ClosedError" })
  })
})

test("a server that answers pings, but welcomes no client, is given up", async () => {
  const server = new WebSocketServer({
    port: 0,
    host: "127.0.0.1",
    handleProtocols: () => protocolName,
  })
  await new Promise((resolve) => server.once("listening", resolve))
  cleanups.push(() => server.close())
  const { port } = server.address() as { port: number }
  const connecting = connectCore(`ws://127.0.0.1:${port}`, { token, connectTimeoutMs: 100 })
  await expect(connecting).rejects.toMatchObject({ name: "ConnectError", reason: "unreachable" })
})

describe("commands and answers of 16 MB", () => {
  const large = "x".repeat(16 * 2 ** 20)

  test("pass a served core", async () => {
    const { core, server } = await served(new ScriptedCore((command) => result({ type: command })))
    const remote = await connect(server.url, { token })
    expect(await remote.sendCommand(`/${large}`)).toBe(result({ type: `/${large}` }))
    expect(core.commands).toHaveLength(1)
  })

  test("pass a command line", async () => {
    const line = await commandLine((type) => ({ type }))
    const core = await connect(line.url)
    expect(await core.sendCommand(`/${large}`)).toBe(result({ type: `/${large}` }))
  })
})

test("a slow network delays, and loses nothing", async () => {
  const { core, proxy } = await served(undefined, { heartbeatMs: 50 })
  proxy.slow(5)
  const remote = await connect(proxy.url, { token, heartbeatMs: 50 })
  const commands = Array.from({ length: 20 }, () => remote.sendCommand("/u"))
  for (let n = 0; n < 20; n++) core.emit({ type: `e${n}`, text: "x".repeat(1000) })
  const events: string[] = []
  while (events.length < 20) events.push(...(await remote.receive()))
  expect(events.map((event) => /e\d+/.exec(event)?.[0])).toEqual(
    Array.from({ length: 20 }, (_, n) => `e${n}`),
  )
  expect(await Promise.all(commands)).toEqual(commands.map(() => result({ type: "x" })))
  expect(proxy.accepted).toBe(1)
})

describe("a command line that says odd things", () => {
  test.each([
    ["an answer to no command", { corrId: "99", resp: { type: "y" } }],
    ["an answer whose number is no number", { corrId: "x", resp: { type: "y" } }],
    ["an answer without a number in it", { corrId: "", resp: { type: "y" } }],
  ])("%s is ignored", async (_, frame) => {
    const server = await commandLine()
    const core = await connect(server.url)
    server.raw(JSON.stringify(frame))
    expect(JSON.parse(await core.sendCommand("/u"))).toEqual({ result: { type: "x" } })
    server.event({ type: "next" })
    expect(await core.receive()).toEqual([result({ type: "next" })])
  })

  test("the same answer twice answers one command", async () => {
    const server = await commandLine((cmd) => ({ type: cmd.slice(1) }))
    const core = await connect(server.url)
    const release = server.hold()
    const [first, second] = [core.sendCommand("/a"), core.sendCommand("/b")]
    await expect.poll(() => server.commands).toEqual(["/a"])
    const answer = JSON.stringify({ corrId: "1", resp: { type: "a" } })
    server.raw(answer)
    server.raw(answer)
    expect(await first).toBe(result({ type: "a" }))
    await expect.poll(() => server.commands).toEqual(["/a", "/b"])
    // The first answer of the server itself comes late, for a third time.
    release()
    expect(await second).toBe(result({ type: "b" }))
  })

  test("a number that came as one is that of its command", async () => {
    const server = await commandLine()
    const core = await connect(server.url)
    server.hold()
    const answer = core.sendCommand("/a")
    await expect.poll(() => server.commands).toEqual(["/a"])
    server.raw('{"corrId":1,"resp":{"type":"a"}}')
    expect(await answer).toBe(result({ type: "a" }))
  })

  test("events and pings come between a command and the pieces of its answer", async () => {
    const server = await commandLine()
    const core = await connect(server.url)
    server.hold()
    const answer = core.sendCommand("/a")
    await expect.poll(() => server.commands).toEqual(["/a"])
    server.event({ type: "before" })
    server.inFragments(JSON.stringify({ corrId: "1", resp: { type: "a", text: "x".repeat(200) } }))
    server.event({ type: "after" })
    expect(JSON.parse(await answer)).toMatchObject({ result: { type: "a" } })
    const events: string[] = []
    while (events.length < 2) events.push(...(await core.receive()))
    expect(events).toEqual([result({ type: "before" }), result({ type: "after" })])
  })

  test("binary frames end the connection, which is made again", async () => {
    const server = await commandLine()
    const core = await connect(server.url)
    server.raw(Buffer.from('{"resp":{"type":"y"}}'))
    expect(await core.receive()).toEqual([missed])
    expect(JSON.parse(await core.sendCommand("/u"))).toEqual({ result: { type: "x" } })
  })

  test.each([
    ["an event whose number is null", '{"corrId":null,"resp":{"type":"y"}}'],
    ["an event without `resp`", '{"type":"y"}'],
  ])("%s is an event", async (_, text) => {
    const server = await commandLine()
    const core = await connect(server.url)
    server.raw(text)
    expect(await core.receive()).toEqual([result({ type: "y" })])
  })

  test.each(["{}", '{"resp":{}}', '{"resp":null}', '{"corrId":"1"}', "null", "7", '""'])(
    "after %s the connection is made again",
    async (text) => {
      const server = await commandLine()
      const core = await connect(server.url)
      server.raw(text)
      expect(await core.receive()).toEqual([missed])
      expect(JSON.parse(await core.sendCommand("/u"))).toEqual({ result: { type: "x" } })
    },
  )
})
