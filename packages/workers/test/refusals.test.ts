// What no waiting mends is said at once, and what to do about it.
import { createServer } from "node:net"
import { afterEach, expect, test } from "vitest"
import { checkBrokerVersion } from "../src/broker/version.ts"
import { broker, Cluster, withBroker } from "./fixtures.ts"

withBroker()

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

function changed(change: (url: URL) => void): string {
  const url = new URL(broker().url)
  change(url)
  return url.href
}

test.each([
  ["password", (url: URL) => (url.password = "not-the-secret"), /user name or the password/],
  ["virtual host", (url: URL) => (url.pathname = "/nowhere"), /no such virtual host/],
])(
  "a wrong %s is an error of the configuration, for hosts and workers",
  async (_, change, text) => {
    const url = changed(change)
    const bots = new Cluster(() => {})
    cleanups.push(() => bots.stop())
    for (const start of [() => bots.host({ url }), () => bots.worker("one", { url })]) {
      const error = await start().catch((error: unknown) => error)
      expect(error).toMatchObject({
        name: "ConfigurationError",
        message: expect.stringMatching(text) as unknown,
      })
      expect(String(error)).not.toContain("not-the-secret")
    }
  },
)

test("an address without name and password is that of the user guest", async ({ skip }) => {
  if (new URL(broker().url).password !== "guest") skip("the broker has other users")
  const bots = new Cluster(() => {})
  cleanups.push(() => bots.stop())
  const host = await bots.host({ url: changed((url) => (url.username = url.password = "")) })
  expect(host.state).toBe("running")
})

/** The first frame of RabbitMQ 3.10.8, as it came. */
const connectionStart = Buffer.from(
  "AQAAAAAB7AAKAAoACQAAAccMY2FwYWJpbGl0aWVzRgAAAMcScHVibGlzaGVyX2NvbmZpcm1zdAEaZXhjaGFuZ2VfZXhjaGFuZ2VfYmluZGluZ3N0AQpiYXNpYy5uYWNrdAEWY29uc3VtZXJfY2FuY2VsX25vdGlmeXQBEmNvbm5lY3Rpb24uYmxvY2tlZHQBE2NvbnN1bWVyX3ByaW9yaXRpZXN0ARxhdXRoZW50aWNhdGlvbl9mYWlsdXJlX2Nsb3NldAEQcGVyX2NvbnN1bWVyX3Fvc3QBD2RpcmVjdF9yZXBseV90b3QBDGNsdXN0ZXJfbmFtZVMAAAAFdDNAdm0JY29weXJpZ2h0UwAAADdDb3B5cmlnaHQgKGMpIDIwMDctMjAyMiBWTXdhcmUsIEluYy4gb3IgaXRzIGFmZmlsaWF0ZXMuC2luZm9ybWF0aW9uUwAAADlMaWNlbnNlZCB1bmRlciB0aGUgTVBMIDIuMC4gV2Vic2l0ZTogaHR0cHM6Ly9yYWJiaXRtcS5jb20IcGxhdGZvcm1TAAAAEUVybGFuZy9PVFAgMjUuMi4zB3Byb2R1Y3RTAAAACFJhYmJpdE1RB3ZlcnNpb25TAAAABjMuMTAuOAAAAA5BTVFQTEFJTiBQTEFJTgAAAAVlbl9VU84=",
  "base64",
)

async function speaking(frame: Buffer): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {})
    socket.once("data", () => {
      // In pieces, as networks bring it.
      socket.write(frame.subarray(0, 450))
      setImmediate(() => socket.end(frame.subarray(450)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  cleanups.push(() => server.close())
  return `amqp://127.0.0.1:${(server.address() as { port: number }).port}`
}

test("RabbitMQ 3 is refused, with its version", async () => {
  await expect(checkBrokerVersion(await speaking(connectionStart))).rejects.toThrow(
    "url: RabbitMQ 4.0 or newer is needed; this is 3.10.8",
  )
})

test.each([
  ["RabbitMQ 4", () => broker().url],
  ["another product", () => speaking(replaced("RabbitMQ", "RabbitMX"))],
  ["a newer version", () => speaking(replaced("3.10.8", "4.10.8"))],
  ["a server of another kind", () => speaking(Buffer.from("220 mail.example ESMTP\r\n"))],
  ["nothing that answers", () => "amqp://127.0.0.1:1"],
])("%s is not refused", async (_, url) => {
  expect(await checkBrokerVersion(await url())).toBeUndefined()
})

const replaced = (text: string, by: string) =>
  Buffer.from(connectionStart.toString("latin1").replace(text, by), "latin1")
