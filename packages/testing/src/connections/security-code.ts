import { createHash } from "node:crypto"
import type { ConnRow } from "../store/rows.ts"

/** What both sides of a connection see as its code: digits in groups of five. */
export function codeOf({ queue, peer = "" }: ConnRow): string {
  const hash = createHash("sha256").update([queue, peer].toSorted().join(" ")).digest("hex")
  const digits = BigInt(`0x${hash}`).toString()
  return digits.match(/.{1,5}/g)?.join(" ") ?? digits
}

/** Blanks are there for people. */
export function isSameCode(one: string, other: string): boolean {
  return one.replaceAll(" ", "") === other.replaceAll(" ", "")
}
