// The sizes in the README: between two comments, rounded, and held to what is measured.

import type { Size } from "./sizes.ts"

/** What is measured for the README. */
export interface Measured {
  readonly packages: readonly Size[]
  readonly builders: { readonly least: number; readonly most: number }
}

const begin = "<!-- The figures up to the next comment are written by `pnpm release:sizes`. -->"
const end = "<!-- Up to here. -->"

/** Puts what was measured into a README, whose table keeps its first two columns. */
export function withSizes(readme: string, { packages, builders }: Measured): string {
  const rows = sectionOf(readme)
    .split("\n")
    .filter((line) => line.startsWith("| [`"))
    .map((line) => {
      const [, link = "", text] = line.split("|").map((cell) => cell.trim())
      const size = packages.find(({ name }) => link.startsWith(`[\`${name}\`]`))
      if (size === undefined) throw new Error(`${link} in the README's table is not published.`)
      const needs = size.ours === 0 ? `${size.others}` : `${size.others} and ${size.ours} of ours`
      const cells = [link, text, rounded(size.packed), rounded(size.unpacked), needs]
      return `| ${cells.join(" | ")} |`
    })
  if (rows.length !== packages.length)
    throw new Error(`The README's table has ${rows.length} of ${packages.length} packages.`)
  const table = [
    "| package | what it is | download | on disk | needs |",
    "| --- | --- | --: | --: | --- |",
    ...rows,
  ]
  const builder = `An application that builds one command with \`@simplex-chat/types/commands\` carries ${rounded(builders.least)} of it at least and ${rounded(builders.most)} at most, minified.`
  const section = ["", "", ...table, "", builder, "", ""].join("\n")
  return readme.replace(sectionOf(readme), () => section)
}

/**
 * Where a README differs from what was measured: in words and counts at all, in sizes by more than
 * a fifth, so that no everyday change asks for a new README.
 */
export function differences(readme: string, measured: Measured): string[] {
  const shown = partsOf(sectionOf(readme))
  const fresh = partsOf(sectionOf(withSizes(readme, measured)))
  if (shown.words !== fresh.words)
    return ["The table's rows or counts are not those of the packages."]
  return fresh.sizes.flatMap((size, index) => {
    const old = shown.sizes[index]
    return old !== undefined && Math.abs(size.bytes / old.bytes - 1) <= 0.2
      ? []
      : [`${old?.text} is ${size.text} now.`]
  })
}

/** `45 kB`: two figures, because the last bytes are of no interest and change all the time. */
export function rounded(bytes: number): string {
  const figures = Number(bytes.toPrecision(2))
  if (figures < 1000) return `${figures} bytes`
  return figures < 1e6 ? `${figures / 1e3} kB` : `${figures / 1e6} MB`
}

function sectionOf(readme: string): string {
  const [, section] = readme.split(begin)
  if (section === undefined || !section.includes(end))
    throw new Error(`The README lacks the comments ${begin} and ${end}`)
  return section.slice(0, section.indexOf(end))
}

/** Sizes, and the words around them without the layout that prettier gives a table. */
function partsOf(section: string): { words: string; sizes: { text: string; bytes: number }[] } {
  const pattern = /([\d.]+) (bytes|kB|MB)/g
  const units = { bytes: 1, kB: 1e3, MB: 1e6 }
  return {
    words: section.replaceAll(pattern, "#").replaceAll(/[\s|:-]+/g, " "),
    sizes: [...section.matchAll(pattern)].map(([text, figures, unit]) => ({
      text,
      bytes: Number(figures) * units[unit as keyof typeof units],
    })),
  }
}
