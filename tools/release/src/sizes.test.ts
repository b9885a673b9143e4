import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { root } from "./packages.ts"
import { differences, rounded, withSizes } from "./size-table.ts"
import { builderSizes, sizesOf } from "./sizes.ts"

const kettle = { name: "@made-up/kettle", packed: 4_449, unpacked: 20_512, ours: 0, others: 2 }
const cup = { name: "@made-up/cup", packed: 980, unpacked: 1_234_567, ours: 1, others: 0 }
const measured = { packages: [kettle, cup], builders: { least: 250, most: 1_151 } }

const readme = `# Kitchen

<!-- The figures up to the next comment are written by \`pnpm release:sizes\`. -->

| package | what it is |
| ------- | ---------- |
| [\`@made-up/cup\`](packages/cup) | holds 2 dl of tea |
| [\`@made-up/kettle\`](packages/kettle) | boils |

<!-- Up to here. -->

The end.
`

test("sizes are rounded to two figures", () => {
  expect([7, 994, 995, 4_449, 20_512, 1_234_567].map(rounded)).toEqual([
    "7 bytes",
    "990 bytes",
    "1 kB",
    "4.4 kB",
    "21 kB",
    "1.2 MB",
  ])
})

test("they stand in the table, beside what was written by hand", () => {
  const written = withSizes(readme, measured)
  expect(written).toContain(
    "| [`@made-up/cup`](packages/cup) | holds 2 dl of tea | 980 bytes | 1.2 MB | 0 and 1 of ours |\n" +
      "| [`@made-up/kettle`](packages/kettle) | boils | 4.4 kB | 21 kB | 2 |\n",
  )
  expect(written).toContain("carries 250 bytes of it at least and 1.2 kB at most")
  expect(written).toMatch(/^# Kitchen\n[^]*The end\.\n$/)
  expect(withSizes(written, measured)).toBe(written)
})

test("a change by a tenth is none, one by a third is told, and so is another dependency", () => {
  const written = withSizes(readme, measured)
  const heavier = (factor: number) => ({
    ...measured,
    packages: [kettle, { ...cup, packed: cup.packed * factor }],
  })
  expect(differences(written, measured)).toEqual([])
  expect(differences(written, heavier(1.1))).toEqual([])
  expect(differences(written, heavier(1.34))).toEqual(["980 bytes is 1.3 kB now."])
  expect(differences(written, heavier(0.6))).toEqual(["980 bytes is 590 bytes now."])
  const more = { ...measured, packages: [{ ...kettle, others: 3 }, cup] }
  expect(differences(written, more)).toHaveLength(1)
})

test("a README without a package, with one that is not published, or without the comments, is told", () => {
  const sieve = { ...kettle, name: "@made-up/sieve" }
  const of = (...packages: (typeof kettle)[]) => ({ ...measured, packages })
  expect(() => withSizes(readme, of(kettle, cup, sieve))).toThrow("has 2 of 3 packages")
  expect(() => withSizes(readme, of(kettle, sieve))).toThrow("[`@made-up/cup`](packages/cup)")
  expect(() => withSizes("# Kitchen\n", measured)).toThrow("lacks the comments")
})

// When this fails, `pnpm build && pnpm release:sizes` writes the figures anew.
test("the README has the sizes of what is built here", async () => {
  const temporary = await mkdtemp(join(tmpdir(), "sizes-"))
  try {
    const packages = await sizesOf(root, temporary)
    const builders = await builderSizes(import.meta.dirname)
    const shown = await readFile(join(root, "README.md"), "utf8")
    expect(differences(shown, { packages, builders })).toEqual([])
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}, 120_000)
