// A registry for a trial: on this machine, gone when it is over.

import { mkdir, writeFile } from "node:fs/promises"
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { runServer } from "verdaccio"

export interface Registry {
  /** Ends with a slash. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Anyone may publish to it, and packages published to it are never taken from the uplink.
 *
 * @param folder for what is published
 * @param uplink the registry that has everything else; without it there is nothing else
 */
export async function startRegistry(folder: string, uplink?: string): Promise<Registry> {
  const config = join(folder, "config.yaml")
  await mkdir(folder, { recursive: true })
  const everyone = { access: "$all", publish: "$all", unpublish: "$all" }
  const others = { ...everyone, ...(uplink === undefined ? {} : { proxy: "uplink" }) }
  // JSON is YAML.
  const settings = {
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "users") } },
    uplinks: uplink === undefined ? {} : { uplink: { url: uplink, cache: false } },
    packages: { "@simplex-chat/*": everyone, "**": others },
    log: { type: "stdout", format: "pretty", level: "fatal" },
    web: { enable: false },
    max_body_size: "100mb",
  }
  await writeFile(config, JSON.stringify(settings))
  const server = (await runServer(config)) as Server
  await new Promise<void>((done, fail) => {
    server.once("error", fail).listen(0, "127.0.0.1", done)
  })
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}/`, close }
}
