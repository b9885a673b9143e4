// How many tests a log reports, for the note in the summary.

import { stripVTControlCharacters } from "node:util"

/** The closing lines of vitest, hspec and node:test. */
const VITEST = /^\s*Tests\s+(?=\d)(?:(\d+) failed\D*)?(?:(\d+) passed)?/gm
const HSPEC = /^(\d+) examples?, (\d+) failures?/gm
const NODE = /^[#ℹ] pass (\d+)\n[#ℹ] fail (\d+)/gm

/**
 * @param {string} log
 * @returns {{ passed: number, failed: number } | undefined} undefined where no runner closed
 */
export function countTests(log) {
  const text = stripVTControlCharacters(log)
  const counts = [
    ...matches(VITEST, text).map(([failed, passed]) => ({ passed, failed })),
    ...matches(HSPEC, text).map(([all, failed]) => ({ passed: all - failed, failed })),
    ...matches(NODE, text).map(([passed, failed]) => ({ passed, failed })),
  ]
  if (counts.length === 0) return undefined
  return counts.reduce((sum, each) => ({
    passed: sum.passed + each.passed,
    failed: sum.failed + each.failed,
  }))
}

/**
 * @param {RegExp} pattern with two groups of digits
 * @param {string} text
 * @returns {[number, number][]}
 */
function matches(pattern, text) {
  return [...text.matchAll(pattern)].map((match) => [Number(match[1] ?? 0), Number(match[2] ?? 0)])
}
