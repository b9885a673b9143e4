import { once } from "node:events"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import type { IncomingMessage, ServerResponse } from "node:http"
import { createServer, type Server } from "node:https"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { getCACertificates, setDefaultCACertificates } from "node:tls"
import { generate } from "selfsigned"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import {
  installLibrary,
  IntegrityError,
  LibraryNotFoundError,
  release,
  resolveLibrary,
  UnsupportedPlatformError,
  type InstallOptions,
  type TrustedDigest,
} from "../src/index.ts"
import { thisMachine } from "../src/library/machine.ts"
import { platformOf } from "../src/library/platform.ts"
import { archiveName } from "../src/library/release.ts"
import { archive, expectWholeOrNothing, versionFolder } from "./install.ts"
import { sha256 } from "./server.ts"

const name = archiveName(platformOf(thisMachine(), "sqlite"), "sqlite")

/** Imitates GitHub: the API, with its redirect of a renamed repository, and the downloads, with theirs. */
class GitHub {
  readonly requests: string[] = []
  /** What the release says; an entry with the value undefined has no digest. */
  assets: Record<string, string | undefined> = { [name]: sha256(archive) }
  content = archive
  api: (response: ServerResponse) => void = (response) =>
    response.end(
      JSON.stringify({
        tag_name: release.tag,
        assets: Object.entries(this.assets).map(([asset, digest]) => ({
          name: asset,
          digest: digest === undefined ? null : `sha256:${digest}`,
        })),
      }),
    )

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const { url = "" } = request
    this.requests.push(url)
    const to = (location: string) => void response.writeHead(302, { location }).end()
    if (url === `/repos/one/releases/tags/${release.tag}`) to("/repositories/1/release")
    else if (url === "/repositories/1/release") this.api(response)
    else if (url === `/download/${release.tag}/${name}`) to("/storage/1?signature=x")
    else if (url.startsWith("/storage/1")) response.end(this.content)
    else response.writeHead(404).end()
  }
}

describe("the digest of a release", () => {
  let server: Server
  let url: string
  let base: string
  let github: GitHub
  let trusted: TrustedDigest[]
  let certificate: string
  const authorities = getCACertificates("default")

  beforeAll(async () => {
    const pems = await generate([{ name: "commonName", value: "127.0.0.1" }], {
      extensions: [
        { name: "basicConstraints", cA: true },
        { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
      ],
    })
    server = createServer({ key: pems.private, cert: pems.cert }, (request, response) =>
      github.handle(request, response),
    ).listen(0, "127.0.0.1")
    await once(server, "listening")
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    certificate = pems.cert
  })
  afterAll(() => {
    setDefaultCACertificates(authorities)
    server.close()
  })
  beforeEach(() => {
    setDefaultCACertificates([...authorities, certificate])
    base = mkdtempSync(join(tmpdir(), "digest-"))
    github = new GitHub()
    trusted = []
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(base, { recursive: true, force: true })
  })

  const options = (more: InstallOptions = {}): InstallOptions => ({
    cacheFolder: join(base, "cache"),
    api: `${url}/repos/one`,
    mirror: `${url}/download`,
    onTrust: (digest) => trusted.push(digest),
    retries: 1,
    retryMs: 1,
    ...more,
  })
  const folder = () => versionFolder(join(base, "cache"))
  const asked = () => github.requests.filter((path) => path.includes("/release")).length
  const failure = async (more?: InstallOptions) =>
    installLibrary(options(more)).then(
      () => expect.fail("it was installed"),
      (error: unknown) => error,
    )
  const expectNothingInstalled = () => {
    expect(expectWholeOrNothing(join(base, "cache"))).toBe(false)
    expect(github.requests.filter((path) => path.startsWith("/storage"))).toEqual([])
  }

  test("is asked of the release, and said once", async () => {
    const digest = { sha256: sha256(archive), source: "release" }
    expect(await installLibrary(options())).toMatchObject({ downloaded: true, digest })
    expect(expectWholeOrNothing(join(base, "cache"))).toBe(true)
    expect(await installLibrary(options())).toMatchObject({ downloaded: false, digest })
    expect(trusted).toEqual([digest])
    // What a diagnostic shows.
    expect(await resolveLibrary(options())).toMatchObject({ source: "cache", digest })
    expect(readdirSync(folder()).toSorted()).toEqual(
      [`${name}.sha256`, "sqlite", "sqlite.lock"].toSorted(),
    )
  })

  test("is said in one line on standard error by default", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true)
    await installLibrary(options({ onTrust: undefined }))
    expect(written.mock.calls).toEqual([
      [
        `libsimplex ${release.version}: trusted the SHA-256 that the release publishes (${release.repository} ${release.tag}): ${sha256(archive)}\n`,
      ],
    ])
    written.mockRestore()
  })

  test("is remembered, and required ever after for this version", async () => {
    await installLibrary(options())
    // Both the archive and what the release says about it are replaced later.
    rmSync(join(folder(), "sqlite"), { recursive: true })
    const other = Buffer.concat([archive, Buffer.from("more")])
    github.content = other
    github.assets = { [name]: sha256(other) }
    const before = asked()
    const error = await failure()
    expect(error).toBeInstanceOf(IntegrityError)
    expect(error).toMatchObject({ expected: sha256(archive), actual: sha256(other) })
    expect(asked()).toBe(before)
    expect(expectWholeOrNothing(join(base, "cache"))).toBe(false)
  })

  test("comes after the option", async () => {
    const given = options({ sha256: sha256(archive).toUpperCase() })
    expect(await installLibrary(given)).toMatchObject({ digest: { source: "option" } })
    expect(asked()).toBe(0)
    expect(existsSync(join(folder(), `${name}.sha256`))).toBe(false)
  })

  test("refuses an archive that has another", async () => {
    github.assets = { [name]: "0".repeat(64) }
    expect(await failure()).toMatchObject({ name: "IntegrityError", expected: "0".repeat(64) })
    expect(await failure({ trustDownload: true })).toMatchObject({ expected: "0".repeat(64) })
    expect(expectWholeOrNothing(join(base, "cache"))).toBe(false)
    expect(trusted).toEqual([])
  })

  test("says what the release has when the archive for this system is missing", async () => {
    github.assets = { "simplex-chat-libs-other.zip": "0".repeat(64) }
    const error = await failure()
    expect(error).toBeInstanceOf(UnsupportedPlatformError)
    expect((error as Error).message).toContain(
      `Release ${release.tag} of libsimplex has no ${name}. It has: simplex-chat-libs-other.zip.`,
    )
    expectNothingInstalled()
  })

  test.each<[string, () => void]>([
    ["does not list it", () => (github.assets = { [name]: undefined })],
    ["is no release", () => (github.api = (response) => response.end('{"message":"moved"}'))],
    ["is no JSON", () => (github.api = (response) => response.end("<html>"))],
    ["limits requests", () => (github.api = (response) => response.writeHead(403).end())],
    ["is out of order", () => (github.api = (response) => response.writeHead(502).end())],
    [
      "redirects to an address without encryption",
      () =>
        (github.api = (response) =>
          response.writeHead(302, { location: url.replace("https", "http") }).end()),
    ],
  ])("is needed: nothing is downloaded when the API %s", async (_, broken) => {
    broken()
    const error = await failure()
    expect(error).toBeInstanceOf(IntegrityError)
    expect((error as Error).message).toContain("--trust-download")
    expectNothingInstalled()
    const resolved = resolveLibrary(options())
    await expect(resolved).rejects.toBeInstanceOf(LibraryNotFoundError)
    // The caller may accept what is sent, and the error says how.
    await installLibrary(options({ trustDownload: true }))
    expect(trusted).toEqual([{ sha256: sha256(archive), source: "none" }])
  })

  test("is taken over verified TLS only", async () => {
    expect(await failure({ api: url.replace("https", "http") })).toMatchObject({
      name: "IntegrityError",
      message: expect.stringContaining("over https only") as string,
    })
    setDefaultCACertificates(authorities)
    expect(await failure()).toMatchObject({ name: "IntegrityError" })
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0")
    expect(await failure()).toMatchObject({
      message: expect.stringContaining("NODE_TLS_REJECT_UNAUTHORIZED=0") as string,
    })
    expectNothingInstalled()
    expect(asked()).toBe(0)
  })

  test("is asked again where what was remembered is damaged", async () => {
    await installLibrary(options())
    rmSync(join(folder(), "sqlite"), { recursive: true })
    writeFileSync(join(folder(), `${name}.sha256`), "")
    await installLibrary(options())
    expect(readFileSync(join(folder(), `${name}.sha256`), "utf8")).toBe(
      `${sha256(archive)}  ${name}\n`,
    )
  })
})
