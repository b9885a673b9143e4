// From plain JavaScript, where no compiler has looked. Nothing connects to a server.
import { Bot } from "@simplex-chat/bot"
import { ScriptedCore } from "@simplex-chat/core/scripted"
import { ClosedError, InvalidArgumentError } from "@simplex-chat/core"
import { expect, test } from "vitest"
import { amqpCore, Host } from "../src/index.ts"
import { postgresScheduleStore, postgresStorage } from "../src/storages/postgres.ts"
import { redisStorage } from "../src/storages/redis.ts"

const url = "amqp://127.0.0.1:1"
const bot = () => new Bot({ profile: { displayName: "squarer" }, db: new ScriptedCore() })
const host = (options: unknown, of: unknown = bot()) => new Host(of as Bot, options as never)

test.each<[string, () => unknown, string]>([
  [
    "a host without a bot",
    () => host({ url, name: "a" }, {}),
    "Host: takes the bot first: new Host(bot, { ... })",
  ],
  ["a host without options", () => host(undefined), "options: must be an object, not undefined"],
  [
    "a misspelt option of a host",
    () => host({ url, name: "a", partition: 8 }),
    "partition: there is no such option; the options are url, name, partitions, onBrokerError",
  ],
  [
    "partitions as a text",
    () => host({ url, name: "a", partitions: "8" }),
    "partitions: must be a whole number of at least 1, not string",
  ],
  [
    "a worker without options",
    () => amqpCore(undefined as never),
    "options: must be an object, not undefined",
  ],
  [
    "a misspelt option of a worker",
    () => amqpCore({ url, name: "a", prefetchh: 8 } as never),
    "prefetchh: there is no such option; the options are url, name, timeoutMs, prefetch, handOverMs, stuckMs, maxDeliveries, onBrokerError",
  ],
  [
    "no prefetch",
    () => amqpCore({ url, name: "a", prefetch: 0 }),
    "prefetch: must be a whole number of at least 1, not 0",
  ],
  [
    "PostgreSQL without options",
    () => postgresStorage(undefined as never),
    "options: must be an object, not undefined",
  ],
  [
    "a misspelt option of PostgreSQL",
    () => postgresStorage({ url: "postgres://127.0.0.1:1/a", tabel: "a" } as never),
    "tabel: there is no such option; the options are url, patienceMs, table",
  ],
  [
    "a schedule in a table without a name",
    () => postgresScheduleStore({ url: "postgres://127.0.0.1:1/a", table: "" }),
    "table: must be a text that is not empty, not an empty text",
  ],
  [
    "Redis without options",
    () => redisStorage(undefined as never),
    "options: must be an object, not undefined",
  ],
  [
    "a patience of Redis that is no time",
    () => redisStorage({ url: "redis://127.0.0.1:1", patienceMs: -1 }),
    "patienceMs: must be zero or more milliseconds, not -1",
  ],
  [
    "a misspelt option of serving",
    () => host({ url, name: "a" }).serveForever({ signall: 5 } as never),
    "signall: there is no such option; the options are signal",
  ],
])("%s is refused", async (_, call, message) => {
  const refused = (async () => call())()
  await expect(refused).rejects.toMatchObject({ name: "ConfigurationError", message })
})

test("a core of a worker refuses misspelt options", async () => {
  const core = amqpCore({ url, name: "a" })
  for (const wrong of [{ timeoutMS: 5 }, { signals: AbortSignal.abort() }] as object[]) {
    await expect(core.sendCommand("/u", wrong)).rejects.toThrow(InvalidArgumentError)
    await expect(core.receive(wrong)).rejects.toThrow(InvalidArgumentError)
    await expect(core.close(wrong)).rejects.toThrow(InvalidArgumentError)
  }
  await core.close()
})

test("a core of a worker that is closed does not connect any more", async () => {
  const core = amqpCore({ url, name: "a", timeoutMs: 60_000 })
  await core.close()
  await expect(core.hosted()).rejects.toThrow(ClosedError)
  await expect(core.sendCommand("/u")).rejects.toThrow(ClosedError)
})
