import { once } from "node:events"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setImmediate } from "node:timers/promises"
import { ClosedError, FileError, InvalidArgumentError } from "@simplex-chat/core"
import { refusal, result, ScriptedCore } from "@simplex-chat/core/scripted"
import { createNetwork } from "@simplex-chat/testing"
import { afterEach, describe, expect, onTestFinished, test } from "vitest"
import { WebSocket } from "ws"
import {
  connectCore,
  ConnectError,
  ConnectionLostError,
  type ServedCore,
  serveCore,
  type ServeOptions,
} from "../src/index.ts"
import { protocolName } from "../src/protocol/protocol.ts"
import { Proxy } from "./proxy.ts"

const token = "a token of enough letters"
const missed = '{"result":{"type":"eventsMissed"}}'
const fast = { backoff: { minMs: 5, maxMs: 20 } }

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

async function serve(core = new ScriptedCore(), options: Partial<ServeOptions> = {}) {
  const served = await serveCore(core, { token, port: 0, ...options })
  cleanups.push(() => served.close())
  return { core, served }
}

async function connect({ url }: Pick<ServedCore, "url">, options = {}) {
  const core = await connectCore(url, { token, ...fast, ...options })
  cleanups.push(() => core.close({ timeoutMs: 100 }))
  return core
}

describe("a served core", () => {
  test("answers commands, many at once, failures as the core said them", async () => {
    const { served } = await serve(
      new ScriptedCore((command) =>
        command === "/no" ? refusal("noActiveUser") : result({ type: command.slice(1) }),
      ),
    )
    const remote = await connect(served)
    const texts = Array.from({ length: 200 }, (_, i) => `/c${i}`)
    const answers = await Promise.all(texts.map((text) => remote.sendCommand(text)))
    expect(answers).toEqual(texts.map((text) => result({ type: text.slice(1) })))
    expect(await remote.sendCommand("/no")).toBe(refusal("noActiveUser"))
  })

  test("never gets a command that cannot be waited for", async () => {
    const { core, served } = await serve()
    const remote = await connect(served)
    await expect(remote.sendCommand("/a", { signal: AbortSignal.abort("no") })).rejects.toBe("no")
    await expect(remote.sendCommand("/b", { timeoutMs: -1 })).rejects.toThrow(InvalidArgumentError)
    for (const misspelt of [{ timeoutMS: 5 }, { signals: AbortSignal.abort() }] as object[]) {
      await expect(remote.sendCommand("/b", misspelt)).rejects.toThrow(InvalidArgumentError)
      await expect(remote.receive(misspelt)).rejects.toThrow(InvalidArgumentError)
      await expect(remote.close(misspelt)).rejects.toThrow(InvalidArgumentError)
    }
    await remote.sendCommand("/c")
    expect(core.commands).toEqual(["/c"])
  })

  test("delivers events in order, also those from before the client came", async () => {
    const { core, served } = await serve()
    core.emit({ type: "early" })
    const remote = await connect(served)
    core.emit({ type: "late" })
    const events: string[] = []
    while (events.length < 2) events.push(...(await remote.receive()))
    expect(events).toEqual([result({ type: "early" }), result({ type: "late" })])
  })

  test("writes and reads files of any size", async () => {
    const folder = mkdtempSync(join(tmpdir(), "core-remote-"))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const network = createNetwork()
    const served = await serveCore(network.openCore(), { token, port: 0 })
    cleanups.push(() => served.close())
    const remote = await connect(served)
    for (const size of [0, 1, 1_000_000]) {
      const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251)
      const key = await remote.writeFile(join(folder, `${size}`), bytes)
      expect(Buffer.compare(await remote.readFile(join(folder, `${size}`), key), bytes)).toBe(0)
    }
    const plain = join(folder, "plain")
    const key = await remote.encryptFile(join(folder, "1"), plain)
    await remote.decryptFile(plain, key, join(folder, "back"))
    await expect(remote.readFile(join(folder, "missing"), key)).rejects.toThrow(FileError)
  })

  test("informs its client when it is closed", async () => {
    const { core, served } = await serve()
    const remote = await connect(served)
    await core.close()
    await expect(remote.receive()).rejects.toThrow(ClosedError)
    await expect(remote.sendCommand("/u")).rejects.toThrow(ClosedError)
  })

  test("stays open when its client closes, and takes the next one", async () => {
    const { served } = await serve(new ScriptedCore(() => result({ type: "x" })))
    const first = await connect(served)
    await first.close()
    const second = await connect(served)
    expect(await second.sendCommand("/x")).toBe(result({ type: "x" }))
  })
})

describe("after a break", () => {
  test("events go on where they were: none twice, none missing", async () => {
    const { core, served } = await serve()
    const proxy = await Proxy.to(served.url)
    cleanups.push(() => proxy.close())
    const remote = await connect(proxy)
    const events: string[] = []
    for (let i = 0; i < 200; i++) {
      core.emit({ type: `e${i}` })
      if (i % 20 === 10) proxy.cut()
      if (i % 7 === 0) events.push(...(await remote.receive()))
    }
    while (events.length < 200) events.push(...(await remote.receive()))
    expect(events).toEqual(Array.from({ length: 200 }, (_, i) => result({ type: `e${i}` })))
  })

  test("in the middle of a frame, too, at every byte of the first ones", async () => {
    const { core, served } = await serve()
    const proxy = await Proxy.to(served.url)
    cleanups.push(() => proxy.close())
    const remote = await connect(proxy)
    const events: string[] = []
    for (let bytes = 1; bytes <= 40; bytes++) {
      proxy.cutAfter(bytes)
      core.emit({ type: `event${bytes}` })
      events.push(...(await remote.receive()))
    }
    expect(events).toEqual(Array.from({ length: 40 }, (_, i) => result({ type: `event${i + 1}` })))
  })

  test("events that no longer fit are reported as missed", async () => {
    const { core, served } = await serve(new ScriptedCore(), { buffer: { maxEvents: 5 } })
    const proxy = await Proxy.to(served.url)
    cleanups.push(() => proxy.close())
    const remote = await connect(proxy)
    proxy.block()
    for (let i = 0; i < 20; i++) core.emit({ type: `e${i}` })
    await setImmediate() // the server has read them
    proxy.unblock()
    const events: string[] = []
    while (!events.includes(result({ type: "e19" }))) events.push(...(await remote.receive()))
    expect(events).toEqual([missed, ...[15, 16, 17, 18, 19].map((i) => result({ type: `e${i}` }))])
  })

  test("calls in flight fail as perhaps sent, later ones wait", async () => {
    let answer = () => {}
    const { served } = await serve(
      new ScriptedCore((command) =>
        command === "/slow"
          ? new Promise((resolve) => (answer = () => resolve(result({ type: "slow" }))))
          : result({ type: "fast" }),
      ),
    )
    const proxy = await Proxy.to(served.url)
    cleanups.push(() => proxy.close())
    const remote = await connect(proxy)
    const slow = remote.sendCommand("/slow").catch((error: unknown) => error)
    await remote.sendCommand("/u")
    proxy.cut()
    expect(await slow).toBeInstanceOf(ConnectionLostError)
    answer()
    expect(await remote.sendCommand("/u")).toBe(result({ type: "fast" }))
  })

  test("a server that restarted has another session: what was missed is reported", async () => {
    const core = new ScriptedCore()
    const first = await serveCore(core, { token, port: 0 })
    const remote = await connect(first)
    const port = Number(new URL(first.url).port)
    await first.close()
    const second = await serveCore(core, { token, port })
    cleanups.push(() => second.close())
    expect(await remote.receive()).toEqual([missed])
  })
})

describe("a client is refused", () => {
  test.each([["another token of some letters"], [""], ["a token of enough letter"]])(
    "with the wrong token %j",
    async (wrong) => {
      const { served } = await serve()
      const error = await connectCore(served.url, { token: wrong }).catch((error: unknown) => error)
      if (wrong === "") expect(error).toMatchObject({ name: "InvalidArgumentError" })
      else expect(error).toMatchObject({ name: "ConnectError", reason: "token" })
      if (wrong !== "") expect(String(error)).not.toContain(wrong)
    },
  )

  test("that speaks another version of the protocol", async () => {
    const { served } = await serve()
    const status = await new Promise((resolve) => {
      const socket = new WebSocket(served.url, ["simplex-core.99"], {
        headers: { authorization: `Bearer ${token}` },
      })
      socket.on("error", () => {})
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode))
    })
    expect(status).toBe(426)
  })

  test("while another one is connected", async () => {
    const { served } = await serve()
    await connect(served)
    const error = await connectCore(served.url, { token }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ConnectError)
    expect(error).toMatchObject({ reason: "busy" })
  })
})

describe("bad clients", () => {
  const attach = (url: string) =>
    new WebSocket(url, [protocolName], { headers: { authorization: `Bearer ${token}` } })

  test.each([
    ["garbage first", ["nonsense"]],
    ["an empty hello", ['{"hello":null}']],
    ["a hello that is no object", ['{"hello":7}']],
    ["no hello", ['{"id":1,"call":"sendCommand","args":["/u"]}']],
    ["garbage later", ['{"hello":{}}', "{"]],
    ["an unknown call", ['{"hello":{}}', '{"id":1,"call":"format","args":[]}']],
    ["data for no call", ['{"hello":{}}', '{"id":9,"data":"AA==","last":true}']],
    ["a wrong acknowledgement", ['{"hello":{}}', '{"ack":"all"}']],
  ])("are cut off: %s", async (_, frames) => {
    const { core, served } = await serve()
    core.emit({ type: "early" })
    const socket = attach(served.url)
    socket.on("error", () => {})
    await new Promise((resolve) => socket.once("open", resolve))
    const closed = new Promise((resolve) => socket.once("close", resolve))
    for (const frame of frames) socket.send(frame)
    await closed
    expect(core.commands).toEqual([])
    await connect(served) // the next one is served
  })

  test("that say they have what has not come yet get it when it comes", async () => {
    const { core, served } = await serve()
    const first = attach(served.url)
    const heard = async (socket: WebSocket) =>
      ((await once(socket, "message")) as [Buffer])[0].toString()
    await once(first, "open")
    first.send('{"hello":{}}')
    const { session } = (JSON.parse(await heard(first)) as { welcome: { session: string } }).welcome
    first.terminate()
    const second = attach(served.url)
    await once(second, "open")
    second.send(JSON.stringify({ hello: { session, after: 1e9 } }))
    expect(await heard(second)).toBe(JSON.stringify({ welcome: { session, missed: false } }))
    core.emit({ type: "next" })
    expect(await heard(second)).toBe(JSON.stringify({ seq: 1, event: result({ type: "next" }) }))
    second.terminate()
  })

  test("with a frame that is too large are cut off", async () => {
    const { served } = await serve(new ScriptedCore(), { maxPayload: 1000 })
    const remote = await connect(served)
    const error = await remote.sendCommand(`/${"x".repeat(5000)}`).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ConnectionLostError)
  })

  test("that stop reading hold nothing up but themselves", async () => {
    const { core, served } = await serve(new ScriptedCore(), { buffer: { maxEvents: 100 } })
    const socket = attach(served.url)
    await new Promise((resolve) => socket.once("open", resolve))
    socket.send('{"hello":{}}')
    socket.pause()
    const big = "x".repeat(100_000)
    for (let i = 0; i < 300; i++) core.emit({ type: "big", big })
    await setImmediate() // the server has read them
    socket.terminate()
    const remote = await connect(served)
    expect((await remote.receive()).length).toBeGreaterThan(0)
  })
})

test("a peer that falls silent is noticed and given up", async () => {
  const { core, served } = await serve()
  const proxy = await Proxy.to(served.url)
  cleanups.push(() => proxy.close())
  const remote = await connect(proxy, { heartbeatMs: 250, connectTimeoutMs: 1000 })
  proxy.freeze() // the connection stays open, and nothing passes
  await expect.poll(() => proxy.accepted).toBeGreaterThan(1)
  proxy.unfreeze()
  core.emit({ type: "after" })
  expect(await remote.receive()).toContain(result({ type: "after" }))
})

test("a Unix socket is for its owner alone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "core-remote-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const socket = join(folder, "core.sock")
  const { served } = await serve(new ScriptedCore(() => result({ type: "x" })), {
    port: undefined,
    socket,
  })
  expect(statSync(socket).mode & 0o777).toBe(0o600)
  const remote = await connect(served)
  expect(await remote.sendCommand("/x")).toBe(result({ type: "x" }))
})

test("with a certificate the way is encrypted", async () => {
  const { generate } = await import("selfsigned")
  const pems = await generate([{ name: "commonName", value: "localhost" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  })
  const { served } = await serve(new ScriptedCore(() => result({ type: "x" })), {
    tls: { cert: pems.cert, key: pems.private },
  })
  expect(served.url).toMatch(/^wss:/)
  const untrusted = await connectCore(served.url, { token }).catch((error: unknown) => error)
  expect(untrusted).toMatchObject({ reason: "unreachable" })
  const remote = await connect(served, { ca: pems.cert })
  expect(await remote.sendCommand("/x")).toBe(result({ type: "x" }))
})

test("an address with a fragment is refused, and how to write it is said", async () => {
  await expect(connectCore("ws+unix:///tmp/a#b", { token })).rejects.toThrow(
    "url: must not contain a fragment; write # in a path as %23",
  )
})

test.each([
  [{ token: "short", port: 0 }, "token"],
  [{ token }, "port"],
  [{ token, port: 0, socket: "/tmp/x" }, "port"],
  [{ token, socket: "/tmp/x", tls: { cert: "", key: "" } }, "tls"],
  [{ token, port: 70_000 }, "port"],
  [{ token, port: "5226" }, "port"],
  [{ token, port: 0, heartBeatMs: 5 }, "heartBeatMs"],
  [{ token, port: 0, buffer: { events: 5 } }, "events"],
  [{ token, port: 0, tls: {} }, "tls"],
  [{ token, port: 0, tls: { cert: "no PEM", key: "no PEM" } }, "tls"],
  [null, "options"],
])("wrong options are refused: %j", async (options, argument) => {
  await expect(serveCore(new ScriptedCore(), options as never)).rejects.toMatchObject({
    name: "InvalidArgumentError",
    argument,
  })
})

test("what is no core is not served", async () => {
  // As `openCore` gives it where `await` was forgotten.
  const promised = Promise.resolve(new ScriptedCore())
  await expect(serveCore(promised as never, { token, port: 0 })).rejects.toThrow(
    "core: must be a core: await openCore({ ... })",
  )
})

test.each([
  [{ tokn: token }, "tokn"],
  [{ backoff: { min: 5 } }, "min"],
  [{ connectTimeoutMs: Number.NaN }, "connectTimeoutMs"],
  [5, "options"],
])("wrong options of a client are refused: %j", async (options, argument) => {
  await expect(connectCore("ws://127.0.0.1:1", options as never)).rejects.toMatchObject({
    name: "InvalidArgumentError",
    argument,
  })
})
