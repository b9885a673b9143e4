// RabbitMQ 4, with which the tests of @simplex-chat/workers run. Debian 12 has version 3.

import { chmodSync, existsSync, readdirSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { hasDebian, unpackDebian, wrapPrograms } from "./debian-folder.mjs"
import { during, say } from "./report.mjs"

/** RabbitMQ, the parts of Erlang that it uses, and the libraries of those. */
const PACKAGES = [
  "rabbitmq-server",
  ..."base asn1 crypto eldap inets mnesia os-mon parsetools public-key runtime-tools ssl syntax-tools tools xmerl"
    .split(" ")
    .map((name) => `erlang-${name}`),
  ..."libc6 libgcc-s1 libssl3t64 libstdc++6 libtinfo6 libzstd1 zlib1g".split(" "),
]

/**
 * Has RabbitMQ in `.tools/rabbitmq`, unless `AMQP_URL` names a broker. Where it cannot be had, tests
 * that need it are skipped, and fail in CI.
 *
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {import("./process.mjs").Env} env
 */
export function ensureBroker(workspace, env) {
  const folder = join(workspace.tools, "rabbitmq")
  if ((env["AMQP_URL"] ?? "") !== "" || existsSync(join(folder, "ready"))) return
  if (!hasDebian(env)) {
    say(
      "rabbitmq",
      "not here, and no Debian packages to take it from: set AMQP_URL to test workers",
    )
    return
  }
  during("rabbitmq", "unpacking RabbitMQ 4 into .tools", () => {
    unpackDebian(workspace, { folder, packages: PACKAGES, env })
    prepare(folder)
    writeFileSync(join(folder, "ready"), "")
  })
}

/** @param {string} folder */
function prepare(folder) {
  const erlang = "usr/lib/erlang"
  const [runtime = ""] = readdirSync(join(folder, erlang)).filter((name) =>
    name.startsWith("erts-"),
  )
  const programs = ["beam.smp", "epmd", "erl_child_setup", "erlexec", "heart", "inet_gethost"]
  const monitors = join(
    erlang,
    "lib",
    readdirSync(join(folder, erlang, "lib")).find((name) => name.startsWith("os_mon-")) ?? "",
    "priv/bin",
  )
  const watchers = ["cpu_sup", "memsup"]
  for (const name of watchers) {
    renameSync(join(folder, monitors, name), join(folder, monitors, `${name}.program`))
  }
  wrapPrograms(folder, [
    ...programs.map((name) => ({
      program: join(erlang, runtime, "bin", name),
      script: `bin/${name}`,
    })),
    ...watchers.map((name) => ({
      program: join(monitors, `${name}.program`),
      script: join(monitors, name),
    })),
  ])
  writeFileSync(
    join(folder, "bin/erl"),
    `#!/bin/sh
BINDIR=$(cd "$(dirname "$0")" && pwd)
ROOTDIR="$BINDIR/../${erlang}" EMU=beam PROGNAME=erl
export BINDIR ROOTDIR EMU PROGNAME
exec "$BINDIR/erlexec" "$@"
`,
  )
  chmodSync(join(folder, "bin/erl"), 0o755)
}
