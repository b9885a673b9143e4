import { readdirSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { actionlint } from "./actionlint.ts"
import { packageIn, read, readYaml, root } from "./repository.ts"

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly "timeout-minutes"?: number
  readonly steps: readonly Step[]
}

const folder = join(".github", "workflows")
const workflows = readdirSync(join(root, folder)).map((file) => ({
  file,
  workflow: readYaml(folder, file) as Workflow,
}))
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ id: `${file} ${name}`, job })),
)
const steps = jobs.flatMap(({ id, job }) => job.steps.map((step) => ({ id, step })))

test.each(workflows)("actionlint has nothing to say about $file", async ({ file }) => {
  expect(await actionlint(read(folder, file), file)).toEqual([])
})

test("actionlint would find a mistake", async () => {
  const wrong = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    step: []\n"
  expect(await actionlint(wrong, "wrong.yml")).not.toEqual([])
})

test("no workflow may do more than read, but for jobs that say so", () => {
  expect(
    Object.fromEntries(workflows.map(({ file, workflow }) => [file, workflow.permissions])),
  ).toEqual({
    "ci.yml": { contents: "read" },
    "docs.yml": {},
    "real-core.yml": {},
    "release.yml": {},
    "watch.yml": {},
  })
})

test("no job may do more than it must", () => {
  const beyondReading = jobs.flatMap(({ id, job }): [string, unknown][] => {
    const writing = Object.entries(job.permissions ?? {}).filter(([, right]) => right !== "read")
    return writing.length === 0 ? [] : [[id, Object.fromEntries(writing)]]
  })
  expect(Object.fromEntries(beyondReading)).toEqual({
    "docs.yml deploy": { pages: "write", "id-token": "write" },
    "release.yml version": { contents: "write", "pull-requests": "write" },
    "release.yml publish": { "id-token": "write" },
    "release.yml announce": { contents: "write" },
    "real-core.yml report": { issues: "write" },
    "watch.yml report": { issues: "write" },
  })
})

test("where something can be written, no code of ours or of dependencies runs", () => {
  const foreign = /\b(pnpm|npx|node|turbo|cabal)\b|npm (install|ci|i|run|test|exec)\b/
  const running = steps
    .filter(({ id }) =>
      [
        "docs.yml deploy",
        "release.yml publish",
        "release.yml announce",
        "watch.yml report",
        "real-core.yml report",
      ].includes(id),
    )
    .filter(
      ({ step }) => step.uses?.startsWith("actions/checkout@") || foreign.test(step.run ?? ""),
    )
  expect(running).toEqual([])
})

test("the job that makes the release's pull request runs no scripts of dependencies", () => {
  const installs = steps.filter(
    ({ id, step }) => id === "release.yml version" && step.run?.includes("pnpm install"),
  )
  expect(installs.map(({ step }) => step.run)).toEqual([
    "pnpm install --frozen-lockfile --ignore-scripts",
  ])
})

test("no job keeps the credentials of its checkout", () => {
  const keeping = steps.filter(
    ({ step }) =>
      step.uses?.startsWith("actions/checkout@") && step.with?.["persist-credentials"] !== false,
  )
  expect(keeping.map(({ id }) => id)).toEqual([])
})

test("actions are from a short list, each in one version, by digest but for one", () => {
  const used = [...new Set(steps.flatMap(({ step }) => step.uses ?? []))].toSorted()
  const byVersion = used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))
  expect(byVersion).toEqual(["haskell-actions/setup@v2"])
  expect(used.map((action) => action.split("@")[0])).toEqual([
    "actions/checkout",
    "actions/deploy-pages",
    "actions/download-artifact",
    "actions/setup-node",
    "actions/upload-artifact",
    "actions/upload-pages-artifact",
    "changesets/action",
    "haskell-actions/setup",
    "pnpm/action-setup",
  ])
})

test("what a workflow downloads is checked against its digest before it is used", () => {
  const downloads = steps.flatMap(({ id, step }) => {
    const lines = (step.run ?? "").split("\n")
    const from = lines.findIndex((line) => /\b(?:curl|wget)\b/.test(line))
    if (from < 0) return []
    const check = lines.findIndex((line) => line.includes("sha256sum --check"))
    const use = lines.findIndex((line) => /\bchmod \+x\b|\btar\b|\bunzip\b/.test(line))
    return [{ id, isChecked: check > from && (use < 0 || use > check) }]
  })
  expect(downloads).toEqual([{ id: "real-core.yml conformance", isChecked: true }])
})

test("nothing runs with a pull request's code and our permissions", () => {
  const triggers = workflows.flatMap(({ workflow }) => Object.keys(workflow.on))
  expect(triggers).not.toContain("pull_request_target")
  expect(triggers).not.toContain("workflow_run")
})

test("every job ends some day", () => {
  expect(jobs.filter(({ job }) => job["timeout-minutes"] === undefined)).toEqual([])
})

test("ci-ok waits for every other job", () => {
  const { jobs: all } = workflows.find(({ file }) => file === "ci.yml")!.workflow
  const { "ci-ok": last, ...others } = all as Record<string, Job & { needs: string[] }>
  expect(last?.needs).toEqual(Object.keys(others))
})

test("the scripts that the workflows call exist", () => {
  const own = ["install", "turbo", "exec", "--silent", "--filter"]
  const called = steps.flatMap(({ step }) =>
    [...(step.run ?? "").matchAll(/\bpnpm (?:--silent |run )?([\w:-]+)/g)].map(([, name]) => name),
  )
  const scripts = Object.keys(packageIn(root).manifest.scripts ?? {})
  expect(scripts).toEqual(
    expect.arrayContaining(called.filter((name) => name !== undefined && !own.includes(name))),
  )
  expect(called).toEqual(
    expect.arrayContaining(["docs", "drift", "release:try", "release:pack", "signatures"]),
  )
})

// pnpm 10 passes these on to npm without looking at the scripts: `pnpm docs` opens a browser.
const ofNpm = [
  "bugs",
  "docs",
  "home",
  "info",
  "issues",
  "owner",
  "prefix",
  "profile",
  "repo",
  "search",
  "star",
  "team",
  "token",
  "version",
  "view",
]

test("no script is called as if npm had no command of that name", () => {
  const scripts = Object.keys(packageIn(root).manifest.scripts ?? {})
  const shared = scripts.filter((name) => ofNpm.includes(name))
  expect(shared).toEqual(["docs"])
  const wrong = new RegExp(`\\bpnpm (${shared.join("|")})\\b`)
  const files = [...workflows.map(({ file }) => join(folder, file)), "README.md", "CONTRIBUTING.md"]
  expect(files.filter((file) => wrong.test(read(file)))).toEqual([])
})
