import { type ChildProcess, execFile, spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"
import { Started } from "./started.ts"
import { folder, freePort, isUnpacked, type TestServer } from "./unpacked.ts"

const external = process.env["AMQP_URL"] ?? ""

/** Why there is none; undefined where there is. */
export const noBroker: string | undefined =
  external !== "" || isUnpacked
    ? undefined
    : "no RabbitMQ 4: run npm test at the root, which fetches one where it can, or set AMQP_URL"

/**
 * Starts a broker with an empty folder, on free ports of the loopback interface.
 *
 * @param settings lines of its configuration file
 */
export async function startBroker(settings: readonly string[] = []): Promise<TestBroker> {
  if (external !== "") return { url: external, stop: () => Promise.resolve() }
  const data = mkdtempSync(join(tmpdir(), "rabbitmq-"))
  const [port, distribution, epmd] = await Promise.all([freePort(), freePort(), freePort()])
  const server = new Server(data, { port, distribution, epmd }, settings)
  await server.start()
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    kill: () => server.kill(),
    start: () => server.start(),
    control: (...args) => server.control(args),
    stop: async () => {
      await server.kill()
      server.killNameServer()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

export interface TestBroker extends TestServer {
  /** Runs `rabbitmqctl`; absent when the broker is not ours. */
  readonly control?: (...args: readonly string[]) => Promise<string>
}

interface Ports {
  readonly port: number
  readonly distribution: number
  readonly epmd: number
}

class Server {
  readonly #data: string
  readonly #ports: Ports
  #server: Started | undefined
  #nameServer: ChildProcess | undefined

  constructor(data: string, ports: Ports, settings: readonly string[]) {
    this.#data = data
    this.#ports = ports
    mkdirSync(join(data, "home"))
    writeFileSync(join(data, "plugins"), "[].")
    // Its output says when it has started.
    writeFileSync(
      join(data, "rabbit.conf"),
      ["log.console = true", "log.console.level = info", ...settings, ""].join("\n"),
    )
  }

  /** Runs one of its programs. */
  async control(args: readonly string[]): Promise<string> {
    const { home, env } = this.#installed()
    const program = join(home, "sbin/rabbitmqctl")
    return (await promisify(execFile)(program, [...args], { env, cwd: this.#data })).stdout
  }

  #installed(): { readonly home: string; readonly env: Record<string, string> } {
    const lib = join(folder, "usr/lib/rabbitmq/lib")
    const home = join(
      lib,
      readdirSync(lib).find((name) => name.startsWith("rabbitmq_server-")) ?? "",
    )
    const { port, distribution, epmd } = this.#ports
    const env = {
      PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`,
      HOME: join(this.#data, "home"),
      LANG: "C.UTF-8",
      RABBITMQ_NODENAME: `test${port}@localhost`,
      RABBITMQ_MNESIA_BASE: join(this.#data, "mnesia"),
      RABBITMQ_LOG_BASE: join(this.#data, "log"),
      RABBITMQ_LOGS: "-",
      RABBITMQ_CONFIG_FILE: join(this.#data, "rabbit"),
      RABBITMQ_CONF_ENV_FILE: join(this.#data, "none"),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(this.#data, "plugins"),
      RABBITMQ_NODE_IP_ADDRESS: "127.0.0.1",
      RABBITMQ_NODE_PORT: String(port),
      RABBITMQ_DIST_PORT: String(distribution),
      ERL_EPMD_PORT: String(epmd),
      ERL_EPMD_ADDRESS: "127.0.0.1",
      // Idle schedulers that spin take a processor from the tests.
      ERL_CRASH_DUMP: "/dev/null",
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
    }
    return { home, env }
  }

  async start(): Promise<void> {
    const { home, env } = this.#installed()
    this.#nameServer ??= spawn(join(folder, "bin/epmd"), [], { env, stdio: "ignore" })
    const program = join(home, "sbin/rabbitmq-server")
    const options = { env, cwd: this.#data }
    this.#server = await Started.when("Server startup complete", program, [], options)
  }

  async kill(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    await server.end("SIGKILL")
    // The name server forgets the node when its connection closes.
    await sleep(100)
  }

  killNameServer(): void {
    this.#nameServer?.kill("SIGKILL")
  }
}
