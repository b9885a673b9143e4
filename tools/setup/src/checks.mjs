// Runs the verbs of all packages through turbo and says how each went.

import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { SetupError } from "./process.mjs"
import { countTests } from "./test-counts.mjs"

/** What `npm test` runs; a package that lacks a verb is left out. */
const VERBS = ["build", "typecheck", "lint", "format", "format:root", "generate:check", "test"]

/**
 * @typedef {object} Step
 * @property {string} name package and verb
 * @property {"ok" | "failed" | "skipped"} result
 * @property {number} ms 0 where turbo had the result already
 * @property {string} note
 */

/**
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {import("./toolchain.mjs").Toolchain} tools
 * @param {{ ci: boolean }} options under CI nothing is taken from turbo's cache
 * @returns {Step[]}
 * @throws {SetupError} when turbo ends before it runs anything
 */
export function runChecks(workspace, { node, turbo, env }, { ci }) {
  const runs = join(workspace.root, ".turbo", "runs")
  mkdirSync(runs, { recursive: true })
  const before = new Set(readdirSync(runs))
  // On two processors as well: the longest tests wait for processes and servers half of their time.
  const all = ["--continue=always", "--summarize", "--concurrency=3"]
  const output = ["--output-logs=new-only", "--log-order=grouped"]
  const args = [turbo, "run", ...VERBS, ...all, ...output, ...(ci ? ["--force"] : [])]
  const options = { cwd: workspace.root, env: /** @type {NodeJS.ProcessEnv} */ (env) }
  const plan = spawnSync(node, [turbo, "run", ...VERBS, "--dry=json"], {
    ...options,
    encoding: "utf8",
    maxBuffer: 64 * 2 ** 20,
  })
  spawnSync(node, args, { ...options, stdio: "inherit" })

  const summary = readdirSync(runs).find((name) => !before.has(name))
  if (summary === undefined) {
    throw new SetupError("turbo ended before it ran anything.", "look at what it printed above.")
  }
  const text = readFileSync(join(runs, summary), "utf8")
  rmSync(join(runs, summary))
  const steps = stepsOf(text, (path) => readIfThere(join(workspace.root, path)))
  return [...steps, ...missingSteps(plan.stdout, steps)]
}

/**
 * The tasks that never ended. A turbo that is stopped lists only those that have, and exits with 0.
 *
 * @param {string} plan what turbo was to run, JSON
 * @param {readonly Step[]} steps
 * @returns {Step[]}
 */
export function missingSteps(plan, steps) {
  const ended = new Set(steps.map(({ name }) => name))
  return stepsOf(plan, () => "")
    .filter(({ name }) => !ended.has(name))
    .map(({ name }) => ({ name, result: "failed", ms: 0, note: "turbo ended before it" }))
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : ""
}

/**
 * The part of turbo's run summary that is read here.
 *
 * @typedef {object} TurboTask
 * @property {string} taskId
 * @property {string} command
 * @property {string} [logFile] absent for tasks that turbo does not cache
 * @property {{ status: string }} [cache]
 * @property {{ startTime: number, endTime: number, exitCode: number | null }} [execution]
 */

/**
 * A task that turbo planned but that has no exit code 0 has failed, for whatever reason. One that
 * could not judge here prints a line that starts with `skipped: `.
 *
 * @param {string} summary turbo's run summary, JSON
 * @param {(path: string) => string} readLog
 * @returns {Step[]}
 */
export function stepsOf(summary, readLog) {
  const { tasks } = /** @type {{ tasks: TurboTask[] }} */ (JSON.parse(summary))
  return tasks
    .filter((task) => task.command !== "<NONEXISTENT>")
    .map((task) => stepOf(task, readLog))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/**
 * @param {TurboTask} task
 * @param {(path: string) => string} readLog
 * @returns {Step}
 */
function stepOf(task, readLog) {
  const cached = task.cache?.status === "HIT"
  const ok = task.execution?.exitCode === 0
  const log = task.logFile === undefined ? "" : readLog(task.logFile)
  const tests = countTests(log)
  const skipped = /^skipped: (.*)$/m.exec(log)?.[1]
  const notes = [
    skipped,
    tests === undefined ? undefined : `${tests.passed} passed, ${tests.failed} failed`,
    cached ? "unchanged since last time" : undefined,
    ok || task.logFile === undefined ? undefined : `see ${task.logFile}`,
  ]
  return {
    name: task.taskId.replace("#", "  ").replace("//", "(root)"),
    result: !ok ? "failed" : skipped === undefined ? "ok" : "skipped",
    ms:
      task.execution !== undefined && !cached
        ? task.execution.endTime - task.execution.startTime
        : 0,
    note: notes.filter((note) => note !== undefined).join("; "),
  }
}
