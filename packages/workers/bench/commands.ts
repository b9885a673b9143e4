import type { Core } from "@simplex-chat/core"
import { connectCore } from "@simplex-chat/core-remote"
import { randomUUID } from "node:crypto"
import { amqpCore } from "../src/index.ts"
import { FloodedCore } from "./flooded-core.ts"
import { endAll, said, start } from "./processes.ts"

/** What one command costs. */
export interface CommandCost {
  /** One after another, in microseconds each. */
  readonly alone: number
  /** 64 in flight, in microseconds each. */
  readonly together: number
}

/** The cost of a command in process, over WebSocket and over AMQP, each to the same core in memory. */
export async function commandCosts(url: string, count: number) {
  const inProcess = await measure(new FloodedCore().core, count * 4)
  const token = randomUUID()
  const remote = await connectCore(String(await said(start("served-core-child.ts", token))), {
    token,
  })
  const overWebSocket = await measure(remote, count)
  await remote.close()
  const name = `bench-${randomUUID()}`
  await said(start("source-child.ts", "host", url, name))
  const hosted = amqpCore({ url, name })
  await hosted.hosted()
  const overAmqp = await measure(hosted, count)
  await hosted.close()
  await endAll()
  return { inProcess, overWebSocket, overAmqp }
}

async function measure(core: Core, count: number): Promise<CommandCost> {
  const command = () => core.sendCommand("/users")
  for (let n = 0; n < count / 5; n++) await command()
  const start = performance.now()
  for (let n = 0; n < count; n++) await command()
  const middle = performance.now()
  let left = count
  const lane = async () => {
    while (left-- > 0) await command()
  }
  await Promise.all(Array.from({ length: 64 }, lane))
  const each = (ms: number) => (ms * 1000) / count
  return { alone: each(middle - start), together: each(performance.now() - middle) }
}
