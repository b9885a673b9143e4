import { readFileSync } from "node:fs"

export interface Recipe {
  readonly number: number
  readonly title: string
  readonly code: string
}

/** The numbered recipes of the README. */
export function recipes(): Recipe[] {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8")
  const sections = readme.matchAll(/^### (\d+)\. ([^\n]+)\n\n```ts\n(.*?)^```$/gms)
  return [...sections].map(([, number, title = "", code = ""]) => ({
    number: Number(number),
    title,
    code,
  }))
}
