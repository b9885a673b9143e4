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
 * @param settings of the application `rabbit`, as Erlang terms: `{consumer_timeout,1000}`
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
    evaluate: (expression) => server.evaluate(expression),
    stop: async () => {
      await server.kill()
      server.killNameServer()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

export interface TestBroker extends TestServer {
  /** Evaluates an Erlang expression in the broker; absent when it is not ours. */
  readonly evaluate?: (expression: string) => Promise<string>
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
    writeFileSync(join(data, "rabbit.conf"), "log.console = true\nlog.console.level = info\n")
    writeFileSync(join(data, "advanced.config"), `[{rabbit,[${settings.join(",")}]}].`)
  }

  /** Evaluates an expression in the node, from another one that has its cookie. */
  async evaluate(expression: string): Promise<string> {
    const { env } = this.#installed()
    const node = env["RABBITMQ_NODENAME"] ?? ""
    const remote = `{ok, Tokens, _} = erl_scan:string("${expression}."), {ok, Parsed} = erl_parse:parse_exprs(Tokens), io:format("~p", [rpc:call('${node}', erl_eval, exprs, [Parsed, []])]), halt().`
    const args = [
      "-noinput",
      "-hidden",
      "-sname",
      `control${process.pid}@localhost`,
      "-eval",
      remote,
    ]
    return (await promisify(execFile)(join(folder, "bin/erl"), args, { env })).stdout
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
      RABBITMQ_ADVANCED_CONFIG_FILE: join(this.#data, "advanced.config"),
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
