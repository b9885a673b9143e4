// What networks and other peers do wrong, for the protocol of the command line and for our own.
import { result, ScriptedCore } from "@simplex-chat/core/scripted"
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import { type AddressInfo, createServer as createSocketServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, test } from "vitest"
import { WebSocket, WebSocketServer } from "ws"
import { connectCore, ConnectionLostError, serveCore } from "../src/index.ts"
import { protocolName } from "../src/protocol/protocol.ts"
import { CommandLineServer, recordedFrames } from "./command-line.ts"
import { Proxy } from "./proxy.ts"

const token = "a token of enough letters"
const missed = '{"result":{"type":"eventsMissed"}}'
const fast = { backoff: { minMs: 1, maxMs: 10 } }
const large = 100 * 2 ** 20

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

async function commandLine(script: (cmd: string) => object | undefined = () => ({ type: "x" })) {
  const server = await CommandLineServer.start(script)
  cleanups.push(() => server.stop())
  const proxy = await Proxy.to(server.url)
  cleanups.push(() => proxy.close())
  return { server, proxy }
}

async function served(core = new ScriptedCore(() => result({ type: "x" }))) {
  const server = await serveCore(core, { token, port: 0 })
  cleanups.push(() => server.close())
  const proxy = await Proxy.to(server.url)
  cleanups.push(() => proxy.close())
  return { core, server, proxy }
}

async function connect(url: string, options: object = {}) {
  const core = await connectCore(url, { ...fast, ...options })
  cleanups.push(() => core.close({ timeoutMs: 100 }))
  return core
}

describe("a connection that breaks at any frame", () => {
  test("of a recorded session of the command line: what came is kept, and the loss is said", async () => {
    const { server, proxy } = await commandLine()
    const core = await connect(proxy.url)
    const frames = recordedFrames("b-direct").slice(0, 40)
    for (const [n, { resp }] of frames.entries()) {
      const { length } = Buffer.from(JSON.stringify({ resp }))
      const isWhole = n % 3 === 2
      // Before the frame, in its middle, and after it.
      if (!isWhole) proxy.cutAfter([0, Math.floor(length / 2)][n % 3] ?? 0)
      server.event(resp)
      const events: string[] = []
      while (!events.includes(missed)) {
        events.push(...(await core.receive()))
        if (isWhole && events.length === 1) proxy.cut()
      }
      expect(events).toHaveLength(isWhole ? 2 : 1)
      expect(JSON.parse(await core.sendCommand("/u"))).toEqual({ result: { type: "x" } })
    }
  })

  test("of answers: each command is answered, or fails as perhaps sent", async () => {
    const { proxy } = await commandLine()
    const line = await connect(proxy.url)
    const { proxy: servedProxy } = await served()
    const remote = await connect(servedProxy.url, { token })
    for (const [core, network] of [
      [line, proxy],
      [remote, servedProxy],
    ] as const) {
      for (let bytes = 0; bytes < 60; bytes += 3) {
        network.cutAfter(bytes)
        const outcomes = await Promise.allSettled(["/a", "/b"].map((cmd) => core.sendCommand(cmd)))
        for (const outcome of outcomes) {
          if (outcome.status === "rejected")
            expect(outcome.reason).toBeInstanceOf(ConnectionLostError)
          else expect(JSON.parse(outcome.value)).toEqual({ result: { type: "x" } })
        }
      }
    }
  })
})

describe("a frame of 100 MB", () => {
  test("of the command line ends the connection, which is made again", async () => {
    const { server, proxy } = await commandLine()
    const core = await connect(proxy.url)
    server.raw("x".repeat(large))
    expect(await core.receive()).toEqual([missed])
    expect(JSON.parse(await core.sendCommand("/u"))).toEqual({ result: { type: "x" } })
  })

  test("of a served core is not sent, and its loss is said", async () => {
    const { core, proxy } = await served()
    const remote = await connect(proxy.url, { token })
    core.emit({ type: "huge", text: "x".repeat(large) })
    expect(await remote.receive()).toEqual([missed])
    core.emit({ type: "next" })
    expect(await remote.receive()).toEqual([result({ type: "next" })])
    expect(proxy.accepted).toBe(1)
  })

  test("of a client is not read by a served core", async () => {
    const { core, server } = await served()
    const socket = new WebSocket(server.url, [protocolName], {
      headers: { authorization: `Bearer ${token}` },
    })
    socket.on("error", () => {})
    await new Promise((resolve) => socket.once("open", resolve))
    socket.send('{"hello":{}}')
    const closed = new Promise((resolve) => socket.once("close", resolve))
    socket.send("x".repeat(large))
    await closed
    expect(core.commands).toEqual([])
    const next = await connect(server.url, { token })
    expect(await next.sendCommand("/u")).toBe(result({ type: "x" }))
  })
})

test("a command line that stops reading and answering is given up, and its command fails", async () => {
  const { proxy } = await commandLine()
  const core = await connect(proxy.url, { heartbeatMs: 250, connectTimeoutMs: 1000 })
  proxy.freeze()
  const stuck = core.sendCommand("/u").catch((error: unknown) => error)
  expect(await stuck).toBeInstanceOf(ConnectionLostError)
  proxy.unfreeze()
  expect(JSON.parse(await core.sendCommand("/u"))).toEqual({ result: { type: "x" } })
})

describe("a server that is another than expected", () => {
  test("of another version of the protocol is recognized", async () => {
    const server = createServer()
    server.on("upgrade", (_, socket) => socket.end("HTTP/1.1 426 Upgrade Required\r\n\r\n"))
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    cleanups.push(() => server.close())
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    const error = await connectCore(url, { token }).catch((error: unknown) => error)
    expect(error).toMatchObject({ name: "ConnectError", reason: "version" })
  })

  test("a command line that is given a token is recognized, too", async () => {
    const { server } = await commandLine()
    const error = await connectCore(server.url, { token }).catch((error: unknown) => error)
    expect(error).toMatchObject({ name: "ConnectError", reason: "version" })
    expect(String(error)).not.toContain(token)
  })

  test("a served core that is given no token refuses", async () => {
    const { server } = await served()
    const error = await connectCore(server.url).catch((error: unknown) => error)
    expect(error).toMatchObject({ name: "ConnectError", reason: "token" })
  })

  test("a server of another kind is not reached", async () => {
    const plain = createSocketServer((socket) => socket.end("220 mail.example ESMTP\r\n"))
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve))
    cleanups.push(() => plain.close())
    const url = `ws://127.0.0.1:${(plain.address() as AddressInfo).port}`
    for (const options of [{}, { token }]) {
      const error = await connectCore(url, options).catch((error: unknown) => error)
      expect(error).toMatchObject({ name: "ConnectError", reason: "unreachable" })
    }
  })
})

describe("where to listen", () => {
  test("a socket that a killed process has left behind is replaced", async () => {
    const folder = mkdtempSync(join(tmpdir(), "core-remote-"))
    cleanups.push(() => rmSync(folder, { recursive: true }))
    const socket = join(folder, "core.sock")
    const killed = `require("net").createServer().listen(${JSON.stringify(socket)}, () => process.kill(process.pid, "SIGKILL"))`
    spawnSync(process.execPath, ["--eval", killed])
    const server = await serveCore(new ScriptedCore(() => result({ type: "x" })), { token, socket })
    cleanups.push(() => server.close())
    const core = await connect(server.url, { token })
    expect(await core.sendCommand("/u")).toBe(result({ type: "x" }))
    const second = serveCore(new ScriptedCore(), { token, socket })
    await expect(second).rejects.toMatchObject({ name: "InvalidArgumentError", argument: "socket" })
  })

  test("a port that is in use is refused, with its number", async () => {
    const other = new WebSocketServer({ port: 0, host: "127.0.0.1" })
    await new Promise((resolve) => other.once("listening", resolve))
    cleanups.push(() => other.close())
    const { port } = other.address() as AddressInfo
    const second = serveCore(new ScriptedCore(), { token, port })
    await expect(second).rejects.toThrow(`port: ${port} cannot be listened on (EADDRINUSE)`)
  })
})
