import { RuleTester } from "oxlint/plugins-dev"
import { describe, test } from "vitest"
import { throwsDocumented, throwsTag } from "./throws.ts"

RuleTester.describe = describe
RuleTester.it = test

const tester = new RuleTester({ languageOptions: { parserOptions: { lang: "ts" } } })
const untyped = { message: "Write `@throws {Type} when ...`." }
const missing = (name: string, type: string) => ({
  message: `The documentation of ${name} has no \`@throws {${type}}\`.`,
})

tester.run("throws-tag", throwsTag, {
  valid: [
    "/** @throws {RangeError} when it is negative */",
    "/** @throws {TypeError | core.RangeError} when it is wrong */",
    "/** @throws {unknown} the signal's reason */",
    "// @throws whatever it likes: this is no documentation",
    "/* nor is @throws here */",
  ],
  invalid: [
    { code: "/** @throws RangeError when it is negative */", errors: [untyped] },
    {
      code: "/**\n * Bakes.\n *\n * @throws when it burns\n */",
      errors: [{ ...untyped, line: 4 }],
    },
    { code: "/** @throws {} */", errors: [untyped] },
    { code: "/** @throws {A} once @throws B twice, @throws C */", errors: [untyped, untyped] },
  ],
})

const bread = "/** @throws {RangeError} when it burns */\n"
const burns = "throw new RangeError()"

tester.run("throws-documented", throwsDocumented, {
  valid: [
    `${bread}export function bake() { ${burns} }`,
    `${bread}export const bake = () => { if (hot) ${burns} }`,
    `/** @throws {TypeError | RangeError} */ export async function bake() { ${burns} }`,
    `function hidden() { ${burns} }`,
    `/** @internal */ export function bake() { ${burns} }`,
    `export function bake() { return () => { ${burns} } }`,
    `export function bake() { try { ${burns} } catch { return 1 } }`,
    `export function bake() { throw burnt() }`,
    `export class Oven { #bake() { ${burns} } private cool() { ${burns} } }`,
    `export class Oven { ${bread} bake() { ${burns} } }`,
    `export class Oven implements Warm { bake() { ${burns} } }`,
    `export class Oven extends Stove { bake() { ${burns} } }`,
  ],
  invalid: [
    [`export function bake() { ${burns} }`, "bake"],
    [`/** Bakes. */ export function bake() { ${burns} }`, "bake"],
    [`/** @throws {TypeError} */ export function bake() { ${burns} }`, "bake"],
    [`export const bake = () => { ${burns} }`, "bake"],
    [`export const bake = function () { ${burns} }`, "bake"],
    [`export function bake() { for (const a of b) { if (a) ${burns} } }`, "bake"],
    [`export function bake() { try { f() } catch { ${burns} } }`, "bake"],
    [`export function bake() { try { ${burns} } finally { cool() } }`, "bake"],
    [`export class Oven { bake() { ${burns} } }`, "bake"],
    [`export class Oven { constructor() { ${burns} } }`, "constructor"],
    [`export class Oven { get heat() { ${burns} } }`, "heat"],
    [`export class Oven extends Stove { constructor() { super(); ${burns} } }`, "constructor"],
    [`export class Oven implements Warm { /** Bakes. */ bake() { ${burns} } }`, "bake"],
  ].map(([code = "", name = ""]) => ({ code, errors: [missing(name, "RangeError")] })),
})
