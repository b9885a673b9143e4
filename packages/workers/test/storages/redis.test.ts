import { redisStorage } from "../../src/storages/redis.ts"
import { noRedis, startRedis } from "../servers/redis.ts"
import { storageOnServer } from "./on-servers.ts"

storageOnServer({ name: "redis", missing: noRedis, startServer: startRedis, open: redisStorage })
