import { result, ScriptedCore } from "@simplex-chat/core/scripted"
import { generate } from "selfsigned"
import { expect, test } from "vitest"
import { connectCore, serveCore } from "../src/index.ts"

const token = "a token of enough letters"
const dayMs = 86_400_000

/** A certificate for an address, valid until a time from now. */
const certificate = (ip: string, validMs: number) =>
  generate([{ name: "commonName", value: "core" }], {
    keyType: "ec",
    notBeforeDate: new Date(Date.now() - 30 * dayMs),
    notAfterDate: new Date(Date.now() + validMs),
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip }] }],
  })

/** Serves with a certificate, and connects to it, trusting this one. */
async function connecting(served: Awaited<ReturnType<typeof certificate>>, ca: string | undefined) {
  const tls = { cert: served.cert, key: served.private }
  const server = await serveCore(new ScriptedCore(() => result({ type: "x" })), {
    token,
    port: 0,
    tls,
  })
  try {
    const core = await connectCore(server.url, { token, ca })
    const answer = await core.sendCommand("/u")
    await core.close()
    return answer
  } catch (error) {
    return error
  } finally {
    await server.close()
  }
}

test("a certificate that is trusted, valid, and of this host is accepted", async () => {
  const pems = await certificate("127.0.0.1", dayMs)
  expect(await connecting(pems, pems.cert)).toBe(result({ type: "x" }))
})

test.each([
  { what: "that has expired", ip: "127.0.0.1", validMs: -dayMs, code: "CERT_HAS_EXPIRED" },
  {
    what: "of another host",
    ip: "192.0.2.1",
    validMs: dayMs,
    code: "ERR_TLS_CERT_ALTNAME_INVALID",
  },
])("a certificate $what is refused, and the error says why", async ({ ip, validMs, code }) => {
  const pems = await certificate(ip, validMs)
  expect(await connecting(pems, pems.cert)).toMatchObject(notAccepted(code))
})

test("a certificate of an authority that is not trusted is refused, and the error says why", async () => {
  const [pems, other] = [await certificate("127.0.0.1", dayMs), await certificate("::1", dayMs)]
  for (const ca of [other.cert, undefined])
    expect(await connecting(pems, ca)).toMatchObject(notAccepted("DEPTH_ZERO_SELF_SIGNED_CERT"))
})

const notAccepted = (code: string) => ({
  name: "ConnectError",
  reason: "unreachable",
  message: expect.stringContaining(`its certificate is not accepted (${code})`) as unknown,
})

test("a client without TLS does not reach a server with it, nor the other way round", async () => {
  const { cert, private: key } = await certificate("127.0.0.1", dayMs)
  const core = new ScriptedCore(() => result({ type: "x" }))
  const secure = await serveCore(core, { token, port: 0, tls: { cert, key } })
  const plain = await serveCore(core, { token, port: 0 })
  const unreachable = { name: "ConnectError", reason: "unreachable" }
  for (const url of [secure.url.replace("wss:", "ws:"), plain.url.replace("ws:", "wss:")])
    await expect(connectCore(url, { token, ca: cert })).rejects.toMatchObject(unreachable)
  await Promise.all([secure.close(), plain.close()])
})
