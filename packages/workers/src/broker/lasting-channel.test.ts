import { EventEmitter } from "node:events"
import type { Channel, Connection } from "rabbitmq-client"
import { expect, test } from "vitest"
import { LastingChannel } from "./lasting-channel.ts"

/** A channel whose connection breaks at the worst moment: nothing that is asked of it is ever answered. */
class SilentChannel extends EventEmitter {
  active = true

  close(): Promise<void> {
    this.active = false
    setImmediate(() => this.emit("close"))
    return new Promise(() => {})
  }
}

/** Hands out the channels, one after the other. */
const handingOut = (...channels: SilentChannel[]) =>
  ({ acquire: () => Promise.resolve(channels.shift()) }) as unknown as Pick<Connection, "acquire">

test("opens the next channel when closing the one that failed never ends", async () => {
  const [first, second] = [new SilentChannel(), new SilentChannel()]
  const failures: unknown[] = []
  const lasting = new LastingChannel(handingOut(first, second), {
    onOpen: async (channel) => {
      if (channel === (first as unknown as Channel)) throw new Error("the connection broke")
    },
    onFailure: (error) => failures.push(error),
  })
  expect((await lasting.ready()).channel).toBe(second)
  expect(failures).toEqual([new Error("the connection broke")])
  await lasting.close()
})

test("opens the next channel when one closes while it is being set up", async () => {
  const [first, second] = [new SilentChannel(), new SilentChannel()]
  const lasting = new LastingChannel(handingOut(first, second), {
    onOpen: (channel) => {
      if (channel !== (first as unknown as Channel)) return Promise.resolve()
      setImmediate(() => void first.close())
      return new Promise(() => {})
    },
  })
  expect((await lasting.ready()).channel).toBe(second)
  await lasting.close()
})

test("has no channel for others before it is set up", async () => {
  const setUp = Promise.withResolvers<void>()
  const channel = new SilentChannel()
  const opening = Promise.withResolvers<void>()
  const lasting = new LastingChannel(handingOut(channel), {
    onOpen: () => {
      opening.resolve()
      return setUp.promise
    },
  })
  await opening.promise
  const ready = lasting.ready()
  expect(lasting.current).toBeUndefined()
  expect(await Promise.race([ready, Promise.resolve("not yet")])).toBe("not yet")
  setUp.resolve()
  expect((await ready).channel).toBe(channel)
  expect(lasting.current).toBe(channel)
  await lasting.close()
})

test("closes at once while there is no broker", async () => {
  const lasting = new LastingChannel(
    { acquire: () => new Promise(() => {}) },
    { onOpen: () => Promise.resolve() },
  )
  await lasting.close()
  expect(lasting.current).toBeUndefined()
})
