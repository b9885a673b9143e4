import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { parse } from "yaml"
import { composeProblems } from "../../bot/test/deployment/compose.ts"

interface Service {
  readonly command?: readonly string[]
  readonly image?: string
  readonly environment: Readonly<Record<string, string>>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly volumes?: readonly string[]
  readonly ports?: readonly string[]
  readonly healthcheck?: { readonly test?: readonly string[] }
  readonly deploy?: { readonly replicas: number }
}

const root = new URL("../../../", import.meta.url)
const text = readFileSync(new URL("docs/workers/compose.yaml", root), "utf8").replaceAll(
  "${PASSWORD:?set it in .env}",
  "secret",
)
const compose = parse(text, { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
}
const { host, worker, rabbitmq, postgres } = compose.services

test("the compose file is one, by its schema", () => {
  expect(composeProblems(compose)).toEqual([])
  expect(composeProblems({ ...compose, services: { host: { replicas: 4 } } })).not.toEqual([])
})

test("it starts one host and several workers of the file that a new project has", () => {
  const program = "node_modules/@simplex-chat/bot/bin/simplex-bot.js"
  const probes = ["--http", "127.0.0.1:8080"]
  expect(host?.command).toEqual(["node", program, "host", "src/bot.ts", ...probes])
  expect(worker?.command).toEqual(["node", program, "work", "src/bot.ts", ...probes])
  for (const service of [host, worker])
    expect(service?.healthcheck?.test).toEqual(["CMD", "node", program, "status"])
  expect(host?.deploy).toBeUndefined()
  expect(worker?.deploy?.replicas).toBeGreaterThan(1)
  const bin = JSON.parse(readFileSync(new URL("packages/bot/package.json", root), "utf8")) as {
    readonly bin: { readonly "simplex-bot": string }
  }
  expect(program).toBe(`node_modules/@simplex-chat/bot/${bin.bin["simplex-bot"].replace("./", "")}`)
  expect(readFileSync(new URL("packages/bot/template/src/bot.ts", root), "utf8")).toContain(
    "export default",
  )
})

test("its servers are new enough, reached by their names, and waited for", () => {
  expect(rabbitmq?.image).toMatch(/^rabbitmq:4\b/)
  for (const service of [host, worker]) {
    expect(new URL(service?.environment["AMQP_URL"] ?? "").hostname).toBe("rabbitmq")
    expect(new URL(service?.environment["POSTGRES_URL"] ?? "").hostname).toBe("postgres")
    for (const [name, { condition }] of Object.entries(service?.depends_on ?? {})) {
      expect(condition).toBe("service_healthy")
      expect(compose.services[name]?.healthcheck?.test).toBeDefined()
    }
    expect(Object.keys(service?.depends_on ?? {})).toEqual(["rabbitmq", "postgres"])
  }
  expect(postgres?.environment["POSTGRES_USER"]).toBe("bot")
})

test("nothing is lost with a container, and only the operator reaches a port", () => {
  const kept = Object.values(compose.services).flatMap(({ volumes }) => volumes ?? [])
  expect(new Set(kept.map((volume) => volume.split(":")[0]))).toEqual(
    new Set(Object.keys(compose.volumes)),
  )
  for (const { ports = [] } of Object.values(compose.services)) {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
  }
})
