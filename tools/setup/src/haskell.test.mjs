import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { DEBIAN_PACKAGES, ensureHaskell } from "./haskell.mjs"
import { installing, Sandbox } from "./sandbox.mjs"

/** A cabal that finds a plan only where `reaches` (shell) is true. */
const cabal = (/** @type {string} */ reaches) => `case "$*" in
--numeric-version) echo 3.4.1.0;;
*) ${reaches} || { echo "unknown package: aeson"; exit 1; };;
esac`

const INSTALLED = cabal('test -n "$CABAL_CONFIG"')
const HACKAGE = cabal('test -z "$CABAL_CONFIG"')
const NOWHERE = cabal("false")

/** @param {{ ghc?: string, cabal?: string }} programs */
function machine({ ghc = "9.0.2", cabal = INSTALLED }) {
  const sandbox = new Sandbox()
  sandbox.write("bots/bots.cabal", "name: bots")
  sandbox.program("ghc", `echo ${ghc}`)
  sandbox.program("cabal", cabal)
  return sandbox
}

/** What cabal was asked beyond its version. */
const requests = (/** @type {Sandbox} */ sandbox) =>
  sandbox.calls().filter((call) => /^(cabal|apt-get)/.test(call) && !call.endsWith("version"))

const PLAN = "cabal build all --enable-tests --dry-run"

/**
 * @param {Sandbox} sandbox
 * @param {boolean} [install]
 */
const ensure = ({ workspace, env }, install = true) =>
  ensureHaskell(workspace, env, { install, isRoot: true })

test("where the installed packages suffice, cabal gets a configuration without a repository", () => {
  const sandbox = machine({})
  const config = readFileSync(ensure(sandbox)["CABAL_CONFIG"] ?? "", "utf8")
  expect(config).toMatch(/^remote-repo-cache: \S+\n$/)
  expect(requests(sandbox)).toEqual([PLAN])
})

test("otherwise cabal asks Hackage, after one update", () => {
  const sandbox = machine({ ghc: "9.10.1", cabal: HACKAGE })
  expect(ensure(sandbox)["CABAL_CONFIG"]).toBeUndefined()
  expect(requests(sandbox)).toEqual([PLAN, "cabal update", PLAN])
})

test("what was found is remembered until a tool, its version or a cabal file changes", () => {
  const sandbox = machine({ cabal: HACKAGE })
  ensure(sandbox)
  const before = requests(sandbox).length
  expect(ensure(sandbox)["CABAL_CONFIG"]).toBeUndefined()
  expect(requests(sandbox)).toHaveLength(before)

  sandbox.write("bots/bots.cabal", "name: bots\nbuild-depends: more")
  ensure(sandbox)
  expect(requests(sandbox)).toHaveLength(2 * before)
  sandbox.program("ghc", "echo 9.4.8")
  ensure(sandbox)
  expect(requests(sandbox)).toHaveLength(3 * before)
  sandbox.program("ormolu")
  ensure(sandbox)
  expect(requests(sandbox)).toHaveLength(4 * before)
})

test("packages from nowhere: the error has cabal's reason and both ways out", () => {
  const sandbox = machine({ cabal: NOWHERE })
  expect(() => ensure(sandbox)).toThrow(/unknown package: aeson/)
  expect(() => ensure(sandbox)).toThrow(
    expect.objectContaining({ todo: expect.stringMatching(/Hackage.*libghc-aeson-dev/) }),
  )
})

test("a machine without GHC gets it from apt", () => {
  const sandbox = new Sandbox()
  sandbox.write("bots/bots.cabal", "name: bots")
  sandbox.program(
    "apt-get",
    `case "$*" in *install*) ${installing("ghc", "9.0.2")}; ${installing("cabal", "3.4.1.0")};; esac`,
  )
  expect(ensure(sandbox)["CABAL_CONFIG"]).toBeDefined()
  expect(sandbox.calls().at(-1)).toContain(DEBIAN_PACKAGES.join(" "))
})

/** @param {Sandbox} sandbox */
const ensureOnDebian = ({ workspace, env, bin }) =>
  ensureHaskell(workspace, env, { install: true, isRoot: true, debianBin: bin })

test("Debian's GHC without the libraries gets them from apt, not from Hackage", () => {
  const sandbox = machine({ cabal: cabal('test -e "$BIN/libraries"') })
  for (const name of ["hspec-discover", "hlint", "ormolu"]) sandbox.program(name)
  sandbox.program("apt-get", 'case "$*" in *install*) echo > "$BIN/libraries";; esac')
  expect(ensureOnDebian(sandbox)["CABAL_CONFIG"]).toBeDefined()
  expect(requests(sandbox)).toEqual([
    PLAN,
    expect.stringMatching(/^apt-get .*update$/),
    expect.stringMatching(/^apt-get .*install .*libghc-aeson-dev/),
    PLAN,
  ])
})

test("apt's failure does not matter where GHC and cabal can do without what is missing", () => {
  const sandbox = machine({})
  sandbox.program("apt-get", "exit 100")
  expect(ensureOnDebian(sandbox)["CABAL_CONFIG"]).toBeDefined()
  expect(requests(sandbox)).toHaveLength(3)
})

test("a verb on its own installs nothing, and says what does", () => {
  const sandbox = new Sandbox()
  sandbox.program("apt-get")
  expect(() => ensure(sandbox, false)).toThrow(/no GHC/)
  expect(() => ensure(sandbox, false)).toThrow(
    expect.objectContaining({ todo: expect.stringContaining("npm test") }),
  )
  expect(sandbox.calls()).toEqual([])
})

test("where there is no apt, ghcup is named", () => {
  const sandbox = new Sandbox()
  expect(() => ensure(sandbox)).toThrow(
    expect.objectContaining({ todo: expect.stringContaining("ghcup") }),
  )
})

test("a GHC from elsewhere is not mixed with Debian's libraries", () => {
  const sandbox = machine({ cabal: HACKAGE })
  sandbox.program("apt-get")
  ensure(sandbox)
  expect(requests(sandbox).filter((call) => call.startsWith("apt-get"))).toEqual([])
})

test("a GHC that is too old is named", () => {
  const sandbox = machine({ ghc: "8.8.4" })
  expect(() => ensure(sandbox)).toThrow(/GHC 8\.8\.4 is too old/)
})

test("GHC reads our sources as UTF-8 whatever the locale", () => {
  const sandbox = machine({})
  expect(ensure(sandbox)["LC_ALL"]).toBeUndefined()
  sandbox.env["LANG"] = "C"
  expect(ensure(sandbox)["LC_ALL"]).toMatch(/\.UTF-8$/)
})
