import { expect, test } from "vitest"
import { redisStorage } from "../../src/storages/redis.ts"
import { noRedis, startRedis } from "../servers/redis.ts"
import { storageOnServer } from "./on-servers.ts"

test.each(["redis://bot:100%w@127.0.0.1", "redis://127.0.0.1/bots"])(
  "an address that cannot be read is refused: %s",
  async (url) => {
    await expect(redisStorage({ url })).rejects.toThrow(/^url: must name a database by its number/)
  },
)

storageOnServer({ name: "redis", missing: noRedis, startServer: startRedis, open: redisStorage })
