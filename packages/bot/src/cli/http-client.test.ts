import { once } from "node:events"
import { createServer, type Socket } from "node:net"
import type { AddressInfo } from "node:net"
import { expect, onTestFinished, test } from "vitest"
import { CommandLineError } from "./command-line-error.ts"
import { askBot } from "./http-client.ts"
import { setLogLevel, status } from "./status.ts"

/** The address of a server that does this with each connection. */
async function serving(answer: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on("error", () => {}))
    socket.once("data", () => answer(socket))
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const http = (statusLine: string, body: string) => (socket: Socket) =>
  void socket.end(`HTTP/1.1 ${statusLine}\r\ncontent-length: ${body.length}\r\n\r\n${body}`)

const asked = (address: string) =>
  askBot(address, { path: "/status", isAnswer: () => true, timeoutMs: 50 })

test("a server that takes the request and never answers is given up", async () => {
  const silent = await serving(() => {})
  await expect(asked(silent)).rejects.toThrow(
    `http://${silent}: no answer within 0.05 s; does the bot run, with --http`,
  )
})

test("a server that answers a byte at a time, without end, is given up as well", async () => {
  const slow = await serving((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
    const drip = setInterval(() => socket.write("x"), 5)
    socket.on("close", () => clearInterval(drip))
  })
  await expect(asked(slow)).rejects.toThrow("no answer within 0.05 s")
})

test.each([
  ["no HTTP", (socket: Socket) => void socket.end("220 mail.example.org ESMTP\r\n")],
  ["nothing, and hangs up", (socket: Socket) => void socket.destroy()],
  [
    "half an answer",
    (socket: Socket) => void socket.end("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"),
  ],
  ["500 without a body", http("500 Internal Server Error", "")],
  ["500 with a problem", http("500 Internal Server Error", '{"error":"oops"}')],
  ["a page", http("200 OK", "<html>")],
  ["null", http("200 OK", "null")],
  ["a list", http("200 OK", "[]")],
  ["the health of something else", http("200 OK", '{"health":{"ok":true}}')],
])("a server that answers %s is not taken for a bot", async (_name, answer) => {
  const address = await serving(answer)
  for (const asking of [status({ http: address }), setLogLevel("debug", { http: address })]) {
    const error = (await asking.catch((error: unknown) => error)) as Error
    expect(error).toBeInstanceOf(CommandLineError)
    // One line, which names the address and says what to do.
    expect(error.message).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+: [^\n]+; does the bot run, with --http, HTTP_ADDRESS or bot\.serveHttp\?$/,
    )
  }
})

test("the status code is said of an answer that no bot gives", async () => {
  const address = await serving(http("500 Internal Server Error", "oops"))
  await expect(status({ http: address })).rejects.toThrow(
    "the answer is not that of a bot (HTTP status 500)",
  )
})
