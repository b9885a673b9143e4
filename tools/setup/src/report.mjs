// What set-up prints: one line per thing, and a paragraph when something failed.

import { SetupError } from "./process.mjs"

/**
 * @param {string} part for instance "node"
 * @param {string} text
 */
export function say(part, text) {
  console.log(`set-up  ${part.padEnd(9)} ${text}`)
}

/**
 * Announces something slow, does it, and says how long it took.
 *
 * @template T
 * @param {string} part
 * @param {string} text
 * @param {() => T} work
 * @returns {T}
 */
export function during(part, text, work) {
  say(part, `${text} ...`)
  const start = Date.now()
  const result = work()
  say(part, `done in ${seconds(Date.now() - start)}`)
  return result
}

/** @param {number} ms */
export function seconds(ms) {
  return ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`
}

/** @param {unknown} error */
export function explain(error) {
  if (!(error instanceof SetupError)) return String(error instanceof Error ? error.stack : error)
  return `${error.message}\n\nWhat to do: ${error.todo}`
}
