import { execFileSync } from "node:child_process"
import { expect, test } from "vitest"
import { packages, published, read, readYaml, root, type Manifest } from "./repository.ts"
import { tableUnder } from "./table.ts"

/** Names of packages that are not our own. */
function foreign(dependencies: Manifest["dependencies"]): string[] {
  return Object.entries(dependencies ?? {}).flatMap(([name, range]) =>
    range.startsWith("workspace:") ? [] : [name],
  )
}

function isReason(text: string | undefined): boolean {
  return /\w+ \w+/.test(text ?? "")
}

test("CONTRIBUTING lists each dependency that users get, with who needs it and why", () => {
  const used = new Map<string, string[]>()
  for (const { manifest } of published()) {
    const { dependencies, optionalDependencies, peerDependencies } = manifest
    for (const name of [dependencies, optionalDependencies, peerDependencies].flatMap(foreign))
      used.set(name, [...(used.get(name) ?? []), manifest.name])
  }
  const listed = tableUnder(read("CONTRIBUTING.md"), "Dependencies of what is published")
  expect(listed.map(([name, by]) => `${name}: ${by}`)).toEqual(
    [...used].map(([name, by]) => `${name}: ${by.toSorted().join(", ")}`).toSorted(),
  )
  expect(listed.filter(([, , reason]) => !isReason(reason))).toEqual([])
})

test("CONTRIBUTING lists each tool, with the reason", () => {
  const used = new Set(
    packages().flatMap(({ manifest }) => [
      ...foreign(manifest.devDependencies),
      ...(manifest.private === true ? foreign(manifest.dependencies) : []),
    ]),
  )
  const listed = tableUnder(read("CONTRIBUTING.md"), "Tools")
  expect(listed.map(([name]) => name)).toEqual([...used].toSorted())
  expect(listed.filter(([, reason]) => !isReason(reason))).toEqual([])
})

test("the licences of all that users get suit AGPL-3.0", () => {
  const suitable = [
    "AGPL-3.0-only",
    "MIT",
    "ISC",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "Unlicense",
  ]
  // What pnpm does not know it calls "Unknown".
  const filters = published().flatMap(({ manifest }) => ["--filter", manifest.name])
  const printed = execFileSync("pnpm", [...filters, "licenses", "list", "--prod", "--json"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  })
  const brought = Object.entries(JSON.parse(printed) as Record<string, { name: string }[]>)
  const names = (list: typeof brought) => list.flatMap(([, of]) => of.map(({ name }) => name))
  expect(names(brought)).toEqual(expect.arrayContaining(["koffi", "pino"]))
  expect(names(brought.filter(([licence]) => !suitable.includes(licence)))).toEqual([])
})

test("our own licence is said everywhere", () => {
  const others = packages().filter(({ manifest }) => manifest.license !== "AGPL-3.0-only")
  expect(others).toEqual([])
  expect(read("LICENSE")).toContain("GNU AFFERO GENERAL PUBLIC LICENSE")
})

test("nothing of ours runs on installation", () => {
  const onInstall = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare"]
  const running = packages().flatMap(({ manifest }) =>
    Object.keys(manifest.scripts ?? {})
      .filter((script) => [...onInstall, "postprepare"].includes(script))
      .map((script) => `${manifest.name}: ${script}`),
  )
  expect(running).toEqual([])
})

test("two dependencies may run scripts on installation, and no more", () => {
  const settings = readYaml("pnpm-workspace.yaml") as Record<string, unknown>
  expect(settings["onlyBuiltDependencies"]).toEqual(["esbuild", "koffi"])
  expect(settings["dangerouslyAllowAllBuilds"]).toBeUndefined()
})

test("the lockfile has a digest for everything, and everything is from the registry", () => {
  const lock = readYaml("pnpm-lock.yaml") as {
    packages: Record<string, { resolution: { integrity?: string; tarball?: string } }>
  }
  const entries = Object.entries(lock.packages)
  expect(entries.length).toBeGreaterThan(100)
  const odd = entries.filter(
    ([, { resolution }]) =>
      resolution.integrity?.startsWith("sha512-") !== true || resolution.tarball !== undefined,
  )
  expect(odd.map(([name]) => name)).toEqual([])
})
