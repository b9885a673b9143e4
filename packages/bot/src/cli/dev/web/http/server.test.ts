import { request } from "node:http"
import type { Action, ServerMessage } from "@simplex-chat/playground/protocol"
import { expect, onTestFinished, test } from "vitest"
import { type Backend, WebServer } from "./server.ts"

/** A server on a playground that only notes what it is asked to do. */
async function serve() {
  const actions: Action[] = []
  const backend: Backend = {
    all: () => ({ type: "records", records: [] }) satisfies ServerMessage,
    act: (action) => {
      actions.push(action)
      return action.type === "deliver"
        ? Promise.reject(new Error("no delivery can happen now"))
        : Promise.resolve()
    },
    ask: () => Promise.resolve({ source: "" }),
    upload: (name, bytes) => Promise.resolve(`${name} ${bytes.length}`),
    file: (person, fileId) =>
      Promise.resolve(
        person === "you" && fileId === 1
          ? { name: "page.html", bytes: Buffer.from("<script>") }
          : undefined,
      ),
  }
  const server = new WebServer(backend)
  const url = new URL(await server.listen())
  onTestFinished(() => server[Symbol.asyncDispose]())
  return { server, url, actions }
}

interface Answer {
  readonly status: number | undefined
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
}

/** Unlike `fetch`, lets a test send any header. */
function send(
  url: URL | string,
  options: { headers?: Record<string, string>; method?: string; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = "GET", headers = {}, body } = options
    const sent = request(url, { method, headers }, (response) => {
      let text = ""
      response.setEncoding("utf8")
      response.on("data", (part: string) => (text += part))
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, text }),
      )
    })
    sent.on("error", reject)
    sent.end(body)
  })
}

const pause = JSON.stringify({ type: "pause", paused: true })
const act = (url: URL, headers: Record<string, string> = {}) =>
  send(new URL("act", url), { method: "POST", headers, body: pause })

test("does what the page asks for", async () => {
  const { url, actions } = await serve()
  const answer = await act(url, { origin: url.origin, "sec-fetch-site": "same-origin" })
  expect(answer).toMatchObject({ status: 200, text: '{"ok":true}' })
  expect(actions).toEqual([{ type: "pause", paused: true }])
})

test("listens on 127.0.0.1 only", async () => {
  const { url } = await serve()
  expect(url.hostname).toBe("127.0.0.1")
  // Another address of the same machine.
  const elsewhere = new URL(url)
  elsewhere.hostname = "127.0.0.2"
  await expect(send(elsewhere)).rejects.toThrow("ECONNREFUSED")
})

test.each(["", "/act", "/wrong/act", "/schema.json"])(
  "without the token, %j is not there",
  async (path) => {
    const { url, actions } = await serve()
    const answer = await send(`${url.origin}${path}`, { method: "POST", body: pause })
    expect(answer.status).toBe(404)
    expect(actions).toEqual([])
  },
)

test("a token of another length, or one that differs at the end, is none", async () => {
  const { url } = await serve()
  const token = url.pathname.slice(1, -1)
  const last = token.endsWith("A") ? "B" : "A"
  for (const wrong of [token.slice(0, -1), `${token}A`, `${token.slice(0, -1)}${last}`])
    expect((await send(`${url.origin}/${wrong}/schema.json`)).status).toBe(404)
})

test("a site whose name was made to point here is refused by its name", async () => {
  const { url, actions } = await serve()
  for (const host of ["evil.example", `evil.example:${url.port}`, "127.0.0.1:1"])
    expect(await act(url, { host })).toMatchObject({ status: 403, text: "host\n" })
  expect(actions).toEqual([])
})

test.each([
  { origin: "http://evil.example" },
  { origin: "null" },
  { origin: "http://127.0.0.1:1" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
])("a request of another site is refused: %j", async (headers) => {
  const { url, actions } = await serve()
  expect(await act(url, headers)).toMatchObject({ status: 403, text: "origin\n" })
  expect((await send(new URL("events", url), { headers })).status).toBe(403)
  expect(actions).toEqual([])
})

test("what cannot be done is said, and is no fault of the server", async () => {
  const { url } = await serve()
  const body = JSON.stringify({ type: "deliver" })
  const answer = await send(new URL("act", url), { method: "POST", body })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.text)).toEqual({ ok: false, problem: "no delivery can happen now" })
})

test("a request that is no JSON, or too large, changes nothing", async () => {
  const { url, actions } = await serve()
  const broken = await send(new URL("act", url), { method: "POST", body: "{" })
  expect(JSON.parse(broken.text)).toMatchObject({ ok: false })
  const large = await send(new URL("act", url), { method: "POST", body: "x".repeat(2 ** 20 + 1) })
  expect(large.status).toBe(413)
  expect(actions).toEqual([])
})

test("a file of a bot is never a page of this site", async () => {
  const { url } = await serve()
  const answer = await send(new URL("file?person=you&file=1", url))
  expect(answer.text).toBe("<script>")
  expect(answer.headers).toMatchObject({
    "content-type": "application/octet-stream",
    "x-content-type-options": "nosniff",
    "content-disposition": "attachment; filename*=UTF-8''page.html",
  })
  expect(String(answer.headers["content-security-policy"])).toContain("default-src 'none'")
  expect((await send(new URL("file?person=you&file=2", url))).status).toBe(404)
})

test.each(["../../package.json", "..%2f..%2fpackage.json", "%2e%2e/%2e%2e/package.json", "cli.js"])(
  "no file outside of the page's folder: %s",
  async (path) => {
    const { url } = await serve()
    expect((await send(`${url.href}${path}`)).status).toBe(404)
  },
)

test("follows what happens, from all there is", async () => {
  const { server, url } = await serve()
  const messages: string[] = []
  const got = new Promise<void>((resolve) => {
    const sent = request(new URL("events", url), (response) => {
      response.setEncoding("utf8")
      response.on("data", (part: string) => {
        messages.push(part)
        if (messages.length === 1) server.send({ type: "chatGone", person: "you", ref: "@4" })
        else resolve()
      })
    })
    sent.on("error", () => {}) // the server ends it at last
    sent.end()
  })
  await got
  expect(messages).toEqual([
    'data: {"type":"records","records":[]}\n\n',
    'data: {"type":"chatGone","person":"you","ref":"@4"}\n\n',
  ])
})
