import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, onTestFinished, test } from "vitest"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** The rules that the linter, set up as it is here, finds broken in some files. */
function broken(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "linter-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const tsconfig = { extends: join(root, "tsconfig.base.json"), include: ["*.ts"] }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const oxlint = join(root, "node_modules", "oxlint", "bin", "oxlint")
  const args = [oxlint, "--config", join(root, ".oxlintrc.json"), "--format", "json", folder]
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] }
  return [...new Set(diagnostics.map(({ code }) => code))].toSorted()
}

test("modules may not import each other, types included", () => {
  const tea = `export interface Tea {\n  readonly pot: string\n}\n`
  const pot = `import type { Tea } from "./tea.ts"\nexport type Pot = readonly Tea[]\n`
  expect(broken({ "tea.ts": tea, "pot.ts": pot })).toEqual([])
  const turned = `import type { Pot } from "./pot.ts"\nexport interface Tea {\n  readonly pot: Pot\n}\n`
  expect(broken({ "tea.ts": turned, "pot.ts": pot })).toEqual(["import(no-cycle)"])
})

test.each([
  [
    "catch binds error",
    `try {\n  f()\n} catch (e) {\n  f(e)\n}`,
    `try {\n  f()\n} catch (error) {\n  f(error)\n}`,
    "unicorn(catch-error-name)",
  ],
  ["strings are compared", `if (s) f()`, `if (s !== "") f()`],
  ["numbers are compared", `if (n) f()`, `if (n > 0) f()`],
  ["objects are compared", `if (o) f()`, `if (o !== undefined) f()`],
])("%s", (_, wrong, right, rule = "typescript(strict-boolean-expressions)") => {
  const file = (code: string) => ({
    "code.ts": `export function code(f: (x?: unknown) => void, s: string, n: number, o?: object): void {\n  f([s, n, o])\n${code}\n}\n`,
  })
  expect(broken(file(right))).toEqual([])
  expect(broken(file(wrong))).toEqual([rule])
})

test("what an exported function throws is documented, with its type", () => {
  const file = (doc: string) => ({
    "code.ts": `${doc}\nexport function code(): never {\n  throw new RangeError("no")\n}\n`,
  })
  expect(broken(file("/** @throws {RangeError} always */"))).toEqual([])
  expect(broken(file("/** Always throws. */"))).toEqual(["house(throws-documented)"])
  const rules = ["house(throws-documented)", "house(throws-tag)"]
  expect(broken(file("/** @throws RangeError always */"))).toEqual(rules)
})

test("a test is a `test`", () => {
  const file = (name: string) => ({
    "code.test.ts": `import { expect, ${name} } from "vitest"\n${name}("one", () => {\n  expect(1).toBe(1)\n})\n`,
  })
  const rule = "vitest(consistent-test-it)"
  // vitest itself is not installed beside the file, so its types are unknown there.
  expect(broken(file("test"))).not.toContain(rule)
  expect(broken(file("it"))).toContain(rule)
})
