// The network breaks at each frame of a short session, in both directions.
import type { Core } from "@simplex-chat/core"
import { result, ScriptedCore } from "@simplex-chat/core/scripted"
import { afterEach, expect, test } from "vitest"
import { connectCore, ConnectError, ConnectionLostError, serveCore } from "../src/index.ts"
import { CommandLineServer } from "./command-line.ts"
import { type Fault, FrameProxy, type Hit, type Side } from "./frame-proxy.ts"

const token = "a token of enough letters"
const missed = '{"result":{"type":"eventsMissed"}}'
const fast = { backoff: { minMs: 1, maxMs: 10 } }
/** Two pieces. */
const bytes = Buffer.alloc(300_000, "file")

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

interface Peer {
  readonly url: string
  readonly options: { readonly token?: string }
  /** Has the peer report an event with this number. */
  readonly emit: (n: number) => void
}

async function servedCore(): Promise<Peer> {
  const core = new ScriptedCore((command) => result({ type: command.slice(1) }))
  const served = await serveCore(core, { token, port: 0 })
  cleanups.push(() => served.close())
  return { url: served.url, options: { token }, emit: (n) => core.emit({ type: `e${n}` }) }
}

async function commandLine(): Promise<Peer> {
  const server = await CommandLineServer.start((cmd) => ({ type: cmd.slice(1) }))
  cleanups.push(() => server.stop())
  return { url: server.url, options: {}, emit: (n) => server.event({ type: `e${n}` }) }
}

/** As a program that is started again when it could not connect. */
async function connected({ options }: Peer, url: string): Promise<Core> {
  for (;;) {
    try {
      const core = await connectCore(url, { ...options, ...fast })
      cleanups.push(() => core.close({ timeoutMs: 100 }))
      return core
    } catch (error) {
      expect(error).toBeInstanceOf(ConnectError)
    }
  }
}

/** What was in flight when the network broke may have been carried out. */
async function orLost(call: Promise<unknown>, expected: unknown): Promise<void> {
  await call.then(
    (value) => expect(value).toEqual(expected),
    (error: unknown) => expect(error).toBeInstanceOf(ConnectionLostError),
  )
}

/** Repeats a call that was lost: the network breaks once. */
async function repeated<Value>(call: () => Promise<Value>): Promise<Value> {
  try {
    return await call()
  } catch (error) {
    expect(error).toBeInstanceOf(ConnectionLostError)
    return call()
  }
}

/** @returns the frames that have passed, and the events that came */
async function session(peer: Peer, hit: Hit | undefined) {
  const proxy = await FrameProxy.to(peer.url, hit)
  cleanups.push(() => proxy.close())
  const core = await connected(peer, proxy.url)
  const events: string[] = []
  const commands = []
  for (let n = 0; n < 4; n++) {
    peer.emit(n)
    commands.push(orLost(core.sendCommand(`/c${n}`), result({ type: `c${n}` })))
  }
  await Promise.all(commands)
  if (peer.options.token !== undefined) {
    const crypto = await repeated(() => core.writeFile("/f", bytes))
    const read = await repeated(() => core.readFile("/f", crypto))
    expect(bytes.equals(read)).toBe(true)
  }
  // All goes on.
  expect(await repeated(() => core.sendCommand("/last"))).toBe(result({ type: "last" }))
  peer.emit(4)
  // A command line keeps no events: the last one may be lost, which is said.
  const isLast = (event: string) => event === result({ type: "e4" }) || event === missed
  while (!events.some(isLast)) events.push(...(await core.receive()))
  // On a busy machine events are acknowledged together, in fewer frames.
  while (hit !== undefined && !proxy.isHit)
    expect(await repeated(() => core.sendCommand("/more"))).toBe(result({ type: "more" }))
  return { frames: proxy.frames, isHit: hit === undefined || proxy.isHit, events }
}

const numbers = (events: readonly string[]): number[] =>
  events.filter((event) => event !== missed).map((event) => Number(/e(\d)/.exec(event)?.[1]))

const all = [0, 1, 2, 3, 4]

test.each([
  ["served core", "client", servedCore],
  ["served core", "server", servedCore],
  ["command line", "client", commandLine],
  ["command line", "server", commandLine],
] as const)(
  "of a %s, at every frame of the %s: calls end, and the session goes on",
  async (kind, of: Side, start) => {
    const { frames, events } = await session(await start(), undefined)
    expect(numbers(events)).toEqual(all)
    expect(frames[of]).toBeGreaterThan(4)
    for (let frame = 1; frame <= frames[of]; frame++) {
      for (const fault of ["cut", "half", "garbage"] as Fault[]) {
        const { isHit, events: seen } = await session(await start(), { of, frame, fault })
        const came = numbers(seen)
        const isWhole = came.length === all.length
        // A served core keeps events; of a command line's, the loss is said.
        const isSaid = kind === "command line" && seen.includes(missed)
        const where = `${fault} at frame ${frame} of ${frames[of]}`
        expect({ where, isHit, isKnown: isWhole || isSaid }).toEqual({
          where,
          isHit: true,
          isKnown: true,
        })
        // In order, and none twice.
        expect(came).toEqual(all.filter((n) => came.includes(n)))
        for (const clean of cleanups.splice(0).toReversed()) await clean()
      }
    }
  },
)
