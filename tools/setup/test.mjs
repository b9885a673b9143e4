// `npm test`: sets up what is missing, runs every check, and ends with one summary.

import { runChecks } from "./src/checks.mjs"
import { ensureChromium } from "./src/chromium.mjs"
import { ensureCompiler } from "./src/compiler.mjs"
import { ensureHaskell } from "./src/haskell.mjs"
import { inCI } from "./src/process.mjs"
import { explain } from "./src/report.mjs"
import { ensureServers } from "./src/servers.mjs"
import { summaryOf } from "./src/summary.mjs"
import { ensureToolchain } from "./src/toolchain.mjs"
import { Workspace } from "./src/workspace.mjs"

/** @typedef {import("./src/checks.mjs").Step} Step */

const workspace = new Workspace()
/** @type {Step[]} */
const steps = []
/** @type {string[]} */
const problems = []

/**
 * @template T
 * @param {string} name
 * @param {() => T} work
 * @returns {T | undefined} undefined if it failed; the other steps go on
 */
function attempt(name, work) {
  const start = Date.now()
  try {
    return work()
  } catch (error) {
    steps.push({ name, result: "failed", ms: Date.now() - start, note: "" })
    problems.push(`${name}: ${explain(error)}`)
    return undefined
  }
}

const tools = attempt("set-up  node, pnpm, packages", () => ensureToolchain(workspace))
if (tools !== undefined) {
  attempt("set-up  compiler", () => ensureCompiler(workspace, tools.env))
  attempt("set-up  haskell", () => ensureHaskell(workspace, tools.env, { install: true }))
  const ci = inCI(process.env)
  attempt("set-up  servers", () => ensureServers(workspace, tools.env, { ci }))
  attempt("set-up  chromium", () => ensureChromium(workspace, tools.env, { ci }))
  steps.push(...(attempt("checks", () => runChecks(workspace, tools, { ci })) ?? []))
}
for (const problem of problems) console.log(`\n${problem}`)
console.log(summaryOf(steps))
process.exitCode = steps.every((step) => step.result !== "failed") ? 0 : 1
