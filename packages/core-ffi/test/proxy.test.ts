import { writeFileSync } from "node:fs"
import { createServer as createHttpServer } from "node:http"
import { createServer as createHttpsServer } from "node:https"
import { connect, type Socket } from "node:net"
import { join } from "node:path"
import { generate } from "selfsigned"
import { beforeEach, describe, expect, test } from "vitest"
import { expectInstalled } from "./install.ts"
import { answer, listen, status, type Behaviour, type FileServer } from "./server.ts"
import { installInProcess } from "./processes.ts"
import { installation, type Installation } from "./installation.ts"

let base: string
let cache: string
let server: FileServer
let options: Installation["options"]
beforeEach(async () => {
  const made = await installation()
  ;({ base, cache, server, options } = made)
  return made.close
})

describe("behind a proxy", () => {
  /** A proxy that tunnels every connection to `target`, and records what was asked for. */
  const proxy = async (target: string) => {
    const asked: string[] = []
    const http = createHttpServer()
    http.on("connect", (request, client: Socket) => {
      asked.push(request.url ?? "")
      if (request.headers["proxy-authorization"] !== `Basic ${btoa("me:p@ss")}`)
        return void client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
      const { hostname, port } = new URL(target)
      const upstream = connect(Number(port), hostname, () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n")
        upstream.pipe(client).pipe(upstream)
      })
      for (const socket of [client, upstream]) socket.on("error", () => {})
    })
    return {
      url: await listen(http),
      asked,
      close: () => (http.closeAllConnections(), http.close()),
    }
  }

  test("the archive comes through HTTPS_PROXY, but for the hosts of NO_PROXY", async () => {
    const keys = await generate([{ name: "commonName", value: "localhost" }], {
      extensions: [
        {
          name: "subjectAltName",
          altNames: [
            { type: 2, value: "mirror.invalid" },
            { type: 2, value: "localhost" },
          ],
        },
      ],
    })
    writeFileSync(join(base, "ca.pem"), keys.cert)
    const encrypted: Behaviour[] = []
    const https = createHttpsServer({ key: keys.private, cert: keys.cert }, (request, response) =>
      (encrypted.shift() ?? ((q, r) => answer(server, q, r)))(request, response),
    )
    const target = (await listen(https as never)).replace("http:", "https:")
    const { url, asked, close } = await proxy(target)
    const env = {
      NODE_EXTRA_CA_CERTS: join(base, "ca.pem"),
      HTTPS_PROXY: url.replace("//", "//me:p%40ss@"),
      NO_PROXY: "localhost",
    }
    try {
      // A name that only the proxy can resolve.
      const through = await installInProcess(options({ mirror: "https://mirror.invalid/libs" }), {
        env,
      })
      expect(through.out).toBe("installed\n")
      expect(asked).toEqual(["mirror.invalid:443"])
      expectInstalled(cache)

      const past = {
        mirror: target.replace("127.0.0.1", "localhost"),
        cacheFolder: join(base, "direct"),
      }
      expect((await installInProcess(options(past), { env })).out).toBe("installed\n")
      expect(asked).toHaveLength(1)

      const refused = { mirror: "https://mirror.invalid/libs", cacheFolder: join(base, "refused") }
      const ended = await installInProcess(options(refused), {
        env: { ...env, HTTPS_PROXY: url.replace("//", "//me:wrong@") },
      })
      expect(ended.out).toContain("DownloadError")
      expect(ended.out).toContain("Proxy response (407)")
      expect(ended.out).not.toContain("wrong@")
      expect(asked).toHaveLength(2) // to ask again would change nothing

      // A certificate that this process does not trust.
      const distrusted = { ...past, cacheFolder: join(base, "distrusted") }
      const doubted = await installInProcess(options(distrusted), {
        env: { NO_PROXY: "localhost" },
      })
      expect(doubted.out).toContain("DownloadError")
      expect(doubted.out).toContain("no answer (DEPTH_ZERO_SELF_SIGNED_CERT)")

      // Encrypted once, encrypted to the end: also where a redirect led to encryption only.
      encrypted.push(status(302, { location: server.url }), status(302, { location: server.url }))
      server.next.push(status(302, { location: past.mirror }))
      server.requests.length = 0
      for (const from of [past.mirror, server.url]) {
        const led = { mirror: from, cacheFolder: join(base, "led") }
        const outcome = await installInProcess(options(led), { env })
        expect(outcome.out).toContain("redirects to an address without encryption")
      }
      expect(server.requests).toHaveLength(1)
    } finally {
      close()
      https.closeAllConnections()
      https.close()
    }
  })
})
