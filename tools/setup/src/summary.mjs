// The end of `npm test`: one table, and its last line in plain form.

import { seconds } from "./report.mjs"

/**
 * @param {readonly import("./checks.mjs").Step[]} steps
 * @returns {string} a line per step, then `N passed, N failed` alone, with `, N skipped` if any
 */
export function summaryOf(steps) {
  const width = Math.max(...steps.map((step) => step.name.length))
  const lines = steps.map(({ name, result, ms, note }) =>
    [name.padEnd(width), result.padEnd(7), (ms === 0 ? "" : seconds(ms)).padStart(7), note]
      .join("  ")
      .trimEnd(),
  )
  /** @param {string} result */
  const count = (result) => steps.filter((step) => step.result === result).length
  const skipped = count("skipped") === 0 ? "" : `, ${count("skipped")} skipped`
  return ["", ...lines, "", `${count("ok")} passed, ${count("failed")} failed${skipped}`].join("\n")
}
