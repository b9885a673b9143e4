import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { which } from "./process.mjs"
import { Sandbox } from "./sandbox.mjs"
import { ensureServers } from "./servers.mjs"

/** What the packages contain, as far as the set-up looks at it; the loader says what it was asked. */
const unpacking = `
lib=usr/lib/x86_64-linux-gnu
mkdir -p "$3/$lib" "$3/usr/bin" "$3/usr/lib/erlang/erts-1/bin" "$3/usr/lib/erlang/lib/os_mon-1/priv/bin" "$3/usr/lib/postgresql/17/bin"
: > "$3/usr/lib/erlang/lib/os_mon-1/priv/bin/cpu_sup"
: > "$3/usr/lib/erlang/lib/os_mon-1/priv/bin/memsup"
: > "$3/usr/lib/postgresql/17/bin/initdb"
: > "$3/usr/lib/postgresql/17/bin/postgres"
: > "$3/usr/lib/postgresql/17/bin/pg_dump"
: > "$3/usr/lib/postgresql/17/bin/pg_restore"
printf '#!/bin/sh\\necho "$@"\\n' > "$3/$lib/ld-linux-x86-64.so.2"
chmod +x "$3/$lib/ld-linux-x86-64.so.2"
`

/** A machine with apt and dpkg, and what they need. */
function debian() {
  const sandbox = new Sandbox()
  for (const name of ["dirname", "ls", "touch"]) {
    symlinkSync(which(name, process.env) ?? name, join(sandbox.bin, name))
  }
  sandbox.program(
    "apt-get",
    'case "$1" in indextargets) echo http://mirror.example/debian/;; download) touch one.deb two.deb;; esac',
  )
  sandbox.program("dpkg-deb", unpacking)
  const keyring = join(sandbox.bin, "keyring.gpg")
  writeFileSync(keyring, "")
  const ensure = (ci = true, env = {}) =>
    ensureServers(sandbox.workspace, { ...sandbox.env, ...env }, { ci, keyring })
  return { sandbox, ensure, folder: join(sandbox.workspace.tools, "servers") }
}

test("the servers' packages are downloaded from this machine's mirror and unpacked, each once", () => {
  const { sandbox, ensure } = debian()
  ensure()
  const [, , update, download = "", ...unpacked] = sandbox.calls()
  expect(update).toBe("apt-get update")
  const packages = download.split(" ").slice(2)
  expect(packages).toEqual(
    expect.arrayContaining(["rabbitmq-server", "erlang-base", "postgresql-17", "redis-server"]),
  )
  expect(new Set(packages).size).toBe(packages.length)
  expect(unpacked.map((call) => call.split(" ").slice(0, 2).join(" "))).toEqual([
    "dpkg-deb -x",
    "dpkg-deb -x",
  ])
})

test.each([
  ["bin/redis-server", "usr/bin/redis-server"],
  ["bin/postgres", "usr/lib/postgresql/17/bin/postgres.program"],
  ["bin/initdb", "usr/lib/postgresql/17/bin/initdb.program"],
  ["bin/pg_dump", "usr/lib/postgresql/17/bin/pg_dump.program"],
  // initdb looks for the server beside itself.
  ["usr/lib/postgresql/17/bin/postgres", "usr/lib/postgresql/17/bin/postgres.program"],
  ["bin/epmd", "usr/lib/erlang/erts-1/bin/epmd"],
  ["bin/erl", "usr/lib/erlang/erts-1/bin/erlexec"],
  [
    "usr/lib/erlang/lib/os_mon-1/priv/bin/memsup",
    "usr/lib/erlang/lib/os_mon-1/priv/bin/memsup.program",
  ],
])(
  "%s starts its program with the C library of the folder, wherever that is",
  (script, program) => {
    const { ensure, folder, sandbox } = debian()
    ensure()
    const { stdout } = spawnSync(join(folder, script), ["--port", "1"], {
      env: /** @type {NodeJS.ProcessEnv} */ (sandbox.env),
      encoding: "utf8",
    })
    const libraries = join(folder, "usr/lib/x86_64-linux-gnu")
    expect(stdout.trim()).toBe(`--library-path ${libraries} ${join(folder, program)} --port 1`)
  },
)

test("a second run finds them, and other packages replace them", () => {
  const { ensure, folder, sandbox } = debian()
  ensure()
  const before = sandbox.calls().length
  ensure()
  expect(sandbox.calls()).toHaveLength(before)
  writeFileSync(join(folder, "ready"), "packages of an earlier version")
  writeFileSync(join(folder, "old"), "")
  ensure()
  expect(sandbox.calls().length).toBeGreaterThan(before)
  expect(existsSync(join(folder, "old"))).toBe(false)
  expect(readFileSync(join(folder, "ready"), "utf8")).toContain("postgresql-17")
})

test("servers that variables name are used instead", () => {
  const { ensure, sandbox } = debian()
  ensure(true, { AMQP_URL: "amqp://a", POSTGRES_URL: "postgres://b", REDIS_URL: "redis://c" })
  expect(sandbox.calls()).toEqual([])
})

test("without Debian's packages tests are skipped, and CI fails with what to set", () => {
  const { ensure, sandbox } = debian()
  sandbox.program("apt-get", "exit 1")
  ensure(false)
  expect(() => ensure(true, { AMQP_URL: "amqp://a" })).toThrow(
    expect.objectContaining({ todo: expect.stringContaining("set POSTGRES_URL, REDIS_URL to") }),
  )
})

test("nothing half done is left where a download fails", () => {
  const { ensure, folder, sandbox } = debian()
  sandbox.program(
    "apt-get",
    'case "$1" in indextargets) echo http://mirror.example/debian/;; download) echo "E: no network"; exit 100;; esac',
  )
  mkdirSync(`${folder}.new`, { recursive: true })
  ensure(false)
  expect(existsSync(folder)).toBe(false)
  expect(() => ensure(true)).toThrow(/apt-get could not fetch[^]*no network/)
})
