// RabbitMQ 4, which the tests of @simplex-chat/workers need. Debian 12 has version 3.

import { chmodSync, readdirSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { wrapPrograms } from "./debian-folder.mjs"

/** @type {import("./servers.mjs").ServerPackages} */
export const rabbitmq = {
  name: "RabbitMQ",
  variable: "AMQP_URL",
  /** RabbitMQ, the parts of Erlang that it uses, and the libraries of those. */
  packages: [
    "rabbitmq-server",
    ..."base asn1 crypto eldap inets mnesia os-mon parsetools public-key runtime-tools ssl syntax-tools tools xmerl"
      .split(" ")
      .map((name) => `erlang-${name}`),
    ..."libc6 libgcc-s1 libssl3t64 libstdc++6 libtinfo6 libzstd1 zlib1g".split(" "),
  ],
  prepare(folder) {
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
  },
}
