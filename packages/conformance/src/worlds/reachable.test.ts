import { once } from "node:events"
import { type AddressInfo, createServer } from "node:net"
import { expect, test } from "vitest"
import { untilReachable } from "./reachable.ts"

test("it waits until a server is up, and until it is down", async () => {
  const server = createServer()
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = `smp://key=@127.0.0.1:${(server.address() as AddressInfo).port}`
  await untilReachable(address, true, 1000)
  await expect(untilReachable(address, false, 50)).rejects.toThrow("still up")
  server.close()
  await untilReachable(address, false, 1000)
  await expect(untilReachable(address, true, 50)).rejects.toThrow("not up")
})
