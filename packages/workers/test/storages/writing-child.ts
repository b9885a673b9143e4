// Writes 50 values into a storage and reads them: node writing-child.ts postgres|redis URL NUMBER
import { postgresStorage } from "../../src/storages/postgres.ts"
import { redisStorage } from "../../src/storages/redis.ts"

const [, , kind, url = "", number = ""] = process.argv
const storage = await (kind === "postgres" ? postgresStorage : redisStorage)({ url })
const keys = Array.from({ length: 50 }, (_, n) => `child/${number}/${n}`)
await Promise.all(keys.map((key) => storage.set(key, key)))
const values = await Promise.all(keys.map((key) => storage.get(key)))
if (values.every((value, n) => value === keys[n])) process.stdout.write("written\n")
await storage.close()
