import { createServer } from "node:http"
import { afterEach, beforeEach, expect, test } from "vitest"
import { Agent } from "undici"
import { listen } from "../../test/server.ts"
import { request } from "./request.ts"

/** A server that redirects as scripted and records the credentials of each request. */
async function server() {
  const seen: string[] = []
  const redirects: string[] = []
  const http = createServer(({ url, headers }, response) => {
    const { authorization = "none" } = headers
    seen.push(`${url} ${authorization.replace(/^Basic /, "")}`)
    const location = redirects.shift()
    response.writeHead(
      location === undefined ? 200 : 302,
      location === undefined ? {} : { location },
    )
    response.end()
  })
  const url = await listen(http)
  const close = () => {
    http.closeAllConnections()
    http.close()
  }
  return { url, seen, redirects, close }
}

type Server = Awaited<ReturnType<typeof server>>
let mirror: Server
let elsewhere: Server
beforeEach(async () => {
  mirror = await server()
  elsewhere = await server()
})
afterEach(() => {
  mirror.close()
  elsewhere.close()
})

const withUser = ({ url }: Server, user: string) => url.replace("//", `//${user}@`)
const base64 = (text: string) => Buffer.from(text).toString("base64")

async function get(url: string): Promise<void> {
  const dispatcher = new Agent()
  const response = await request(url, { dispatcher, headers: {}, signal: undefined })
  await response.arrayBuffer()
  await dispatcher.destroy()
}

test("credentials go to the origin that they were given for, and to no other", async () => {
  mirror.redirects.push("/moved", `${elsewhere.url}/file`)
  elsewhere.redirects.push(`${mirror.url}/back`)
  await get(`${withUser(mirror, "me:secret")}/file`)
  const mine = base64("me:secret")
  expect(mirror.seen).toEqual([`/file ${mine}`, `/moved ${mine}`, `/back ${mine}`])
  expect(elsewhere.seen).toEqual(["/file none"])
})

test("another origin gets the credentials that the redirect itself names", async () => {
  mirror.redirects.push(`${withUser(elsewhere, "guest:hello")}/file`)
  await get(`${withUser(mirror, "me:secret")}/file`)
  expect(elsewhere.seen).toEqual([`/file ${base64("guest:hello")}`])
})

test.each([
  ["is not followed by the address of what was made", 201, { location: "/other" }],
  ["that redirects nowhere is the answer", 304, {}],
])("an answer %s", async (_, status, headers) => {
  const asked: string[] = []
  const http = createServer(({ url }, response) => {
    asked.push(url ?? "")
    response.writeHead(status, headers).end()
  })
  const url = await listen(http)
  const dispatcher = new Agent()
  const response = await request(`${url}/file`, { dispatcher, headers: {}, signal: undefined })
  expect([response.status, asked]).toEqual([status, ["/file"]])
  await dispatcher.destroy()
  http.closeAllConnections()
  http.close()
})
