// The end of `npm test`: one table, and its last line in plain form.

import { seconds } from "./report.mjs"

/**
 * @param {readonly import("./checks.mjs").Step[]} steps
 * @returns {string} a line per step, then `N passed, N failed` alone
 */
export function summaryOf(steps) {
  const width = Math.max(...steps.map((step) => step.name.length))
  const lines = steps.map(({ name, result, ms, note }) =>
    [name.padEnd(width), result.padEnd(6), (ms === 0 ? "" : seconds(ms)).padStart(7), note]
      .join("  ")
      .trimEnd(),
  )
  const failed = steps.filter((step) => step.result === "failed").length
  return ["", ...lines, "", `${steps.length - failed} passed, ${failed} failed`].join("\n")
}
