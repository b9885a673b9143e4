import { once } from "node:events"
import { createReadStream } from "node:fs"
import { readFile, rm, writeFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"

/** The packages that a clone has, by name and version; tools/new-project writes them. */
type Registry = Readonly<
  Record<
    string,
    Readonly<Record<string, { manifest: object; archive?: string | undefined; integrity: string }>>
  >
>

/** A registry on loopback, from the files of a folder, for one installation. */
export interface LocalRegistry extends AsyncDisposable {
  readonly url: string
  /**
   * Replaces this registry by the public one in the lock file of a project, so that the project
   * installs anywhere: the addresses, and the digests that the public archives have.
   */
  publish(project: string): Promise<void>
}

export async function serveRegistry(folder: string): Promise<LocalRegistry> {
  const registry = JSON.parse(await readFile(join(folder, "registry.json"), "utf8")) as Registry
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "/").slice(1))
    if (path.endsWith(".tar") && archives(registry).has(path)) {
      createReadStream(join(folder, path)).pipe(response)
    } else if (Object.hasOwn(registry, path)) {
      response.setHeader("content-type", "application/json")
      response.end(JSON.stringify(packument(path, registry, url)))
    } else {
      response.writeHead(404).end("{}")
    }
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return {
    url,
    publish: (project) => publish(project, registry, url),
    [Symbol.asyncDispose]: () => close(server),
  }
}

const archives = (registry: Registry): Set<string | undefined> =>
  new Set(Object.values(registry).flatMap((all) => Object.values(all).map((one) => one.archive)))

/** What npm asks for under a package's name. */
function packument(name: string, registry: Registry, url: string): object {
  const entries = Object.entries(registry[name] ?? {})
  const versions = entries.map(([version, { manifest, archive }]) => [
    version,
    // A package for another platform has no archive here, and npm does not ask for one.
    { ...manifest, dist: { tarball: `${url}${encodeURIComponent(archive ?? "absent.tar")}` } },
  ])
  const latest = entries.at(-1)?.[0]
  return { name, "dist-tags": { latest }, versions: Object.fromEntries(versions) as object }
}

interface Lock {
  readonly packages: Record<
    string,
    { name?: string; version?: string; resolved?: string; integrity?: string }
  >
}

async function publish(project: string, registry: Registry, url: string): Promise<void> {
  const file = join(project, "package-lock.json")
  const lock = JSON.parse(await readFile(file, "utf8")) as Lock
  for (const [place, one] of Object.entries(lock.packages)) {
    const name = one.name ?? place.slice(place.lastIndexOf("node_modules/") + 13)
    const known = registry[name]?.[one.version ?? ""]
    // npm notes no address of a package for another platform.
    if (known === undefined || one.resolved?.startsWith(url) === false) continue
    const base = name.slice(name.lastIndexOf("/") + 1)
    one.resolved = `https://registry.npmjs.org/${name}/-/${base}-${one.version}.tgz`
    one.integrity = known.integrity
  }
  await writeFile(file, `${JSON.stringify(lock, undefined, 2)}\n`)
  // npm's own note of what it installed, with the old addresses; npm reads the folders without it.
  await rm(join(project, "node_modules", ".package-lock.json"), { force: true })
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, "close")
}
