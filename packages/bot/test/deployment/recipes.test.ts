import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { Secret, Service } from "kubernetes-models/v1"
import { StatefulSet } from "kubernetes-models/apps/v1"
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1"
import { expect, test } from "vitest"
import { parse, parseAllDocuments } from "yaml"
import { temporaryFolder } from "../cli/command-line.ts"
import { type Compose, composeProblems } from "./compose.ts"

// The recipes of examples/deployment, each checked by a tool or a schema of its own.

const root = join(import.meta.dirname, "..", "..", "..", "..")
const recipe = (...path: string[]) =>
  readFile(join(root, "examples", "deployment", ...path), "utf8")
const template = (name: string) => readFile(join(root, "packages", "bot", "template", name), "utf8")
const guide = (name: string) => readFile(join(root, "docs", "guides", name), "utf8")

const analyze = "/usr/bin/systemd-analyze"

/** The unit, with a program and a folder that are on this machine. */
async function unitFile(change: (unit: string) => string = (unit) => unit): Promise<string> {
  const file = join(await temporaryFolder(), "my-bot.service")
  const unit = (await recipe("systemd", "my-bot.service"))
    .replace("/usr/bin/node", process.execPath)
    .replace("WorkingDirectory=/opt/my-bot", "WorkingDirectory=/tmp")
  await writeFile(file, change(unit))
  return file
}

async function verified(file: string): Promise<string> {
  const run = promisify(execFile)(analyze, ["verify", "--man=no", file])
  const { stdout, stderr } = await run.catch(
    (error: unknown) => error as { stdout: string; stderr: string },
  )
  // What it says of other units of this machine is not about this one.
  return `${stdout}${stderr}`
    .split("\n")
    .filter((line) => line.includes("my-bot.service"))
    .join("\n")
}

test.skipIf(!existsSync(analyze))("systemd accepts the unit, and finds it confined", async () => {
  expect(await verified(await unitFile())).toBe("")
  const broken = await unitFile((unit) => unit.replace("Type=notify", "Type=notified\nWatchdog=1"))
  expect(await verified(broken)).toMatch(/notified/)
  const args = ["security", "--offline=true", "--threshold=25", "--no-pager", await unitFile()]
  // It exits with an error when the exposure, of 0 to 100, is greater.
  const { stdout } = await promisify(execFile)(analyze, args)
  expect(stdout).toMatch(/Overall exposure level/)
})

test("the compose file with servers of one's own is as its specification says", async () => {
  const compose = parse(await recipe("compose", "compose.yaml")) as Compose
  expect(composeProblems(compose)).toEqual([])
  expect(Object.keys(compose.services)).toEqual(["smp-server", "xftp-server", "bot"])
  const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) =>
    volumes.map((volume) => volume.split(":")[0]),
  )
  expect(new Set(mounted)).toEqual(new Set(Object.keys(compose.volumes)))
})

/** What is read of a StatefulSet. */
interface ReadSet {
  readonly spec: {
    readonly replicas: number
    readonly template: { readonly spec: { readonly containers: readonly Container[] } }
  }
}

interface Container {
  readonly livenessProbe: { readonly httpGet: { readonly path: string } }
  readonly readinessProbe: { readonly httpGet: { readonly path: string } }
}

const kinds = { Secret, Service, StatefulSet, NetworkPolicy }

test("the manifests for Kubernetes are valid, and run one process on one database", async () => {
  const documents = parseAllDocuments(await recipe("kubernetes", "my-bot.yaml"))
  const manifests = documents.map((one) => one.toJS() as { kind: keyof typeof kinds })
  expect(manifests.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(kinds).toSorted())
  for (const { kind, ...manifest } of manifests) new kinds[kind](manifest as never).validate()
  const set = manifests.find(({ kind }) => kind === "StatefulSet") as unknown as ReadSet
  expect(set.spec.replicas).toBe(1)
  const [container] = set.spec.template.spec.containers
  expect(container?.livenessProbe.httpGet.path).toBe("/livez")
  expect(container?.readinessProbe.httpGet.path).toBe("/readyz")
  // The check that finds nothing can find something.
  const wrong = { ...set, spec: { ...set.spec, replicas: "two" } }
  expect(() => new StatefulSet(wrong as never).validate()).toThrow("replicas must be integer")
})

/** What a recipe allows the bot, in bytes. */
async function memoryLimits(): Promise<Record<string, number>> {
  const units: Readonly<Record<string, number>> = { g: 2 ** 30, m: 2 ** 20 }
  const bytes = (text: string) => {
    const [, number, unit = ""] = /^(\d+)([gm])i?$/i.exec(text) ?? []
    return Number(number) * (units[unit.toLowerCase()] ?? Number.NaN)
  }
  const limitOf = (text: string, pattern: RegExp) => bytes(pattern.exec(text)?.[1] ?? "")
  const ofCompose = (text: string) => {
    const { services } = parse(text) as { services: { bot: { mem_limit: string } } }
    return bytes(services.bot.mem_limit)
  }
  return {
    systemd: limitOf(await recipe("systemd", "my-bot.service"), /^MemoryMax=(.*)$/m),
    kubernetes: limitOf(await recipe("kubernetes", "my-bot.yaml"), /limits:\s+memory: (.*)$/m),
    compose: ofCompose(await recipe("compose", "compose.yaml")),
    "a new project": ofCompose(await template("compose.yaml")),
    "docker run": limitOf(await guide("deployment.md"), /docker run .*--memory (\w+)/),
  }
}

test("every recipe limits the memory to 1 GiB, and leaves the heap to Node", async () => {
  const limits = await memoryLimits()
  for (const [name, limit] of Object.entries(limits)) expect([name, limit]).toEqual([name, 2 ** 30])
  const texts = [
    recipe("systemd", "my-bot.service"),
    recipe("kubernetes", "my-bot.yaml"),
    recipe("compose", "compose.yaml"),
    template("compose.yaml"),
    template("Dockerfile"),
  ]
  // Half of the limit, which leaves enough to the core (docs/guides/deployment.md).
  for (const text of texts) expect(await text).not.toContain("max-old-space-size")
})
