// PostgreSQL 17, on which the tests of @simplex-chat/workers keep state.

import { readdirSync, renameSync } from "node:fs"
import { join } from "node:path"
import { wrapPrograms } from "./debian-folder.mjs"

/** @type {import("./servers.mjs").ServerPackages} */
export const postgresql = {
  name: "PostgreSQL",
  variable: "POSTGRES_URL",
  /** The server, and what backs it up, without its compiler of queries (LLVM, 100 MB), and the libraries that it loads. */
  packages: [
    "postgresql-17",
    "postgresql-client-17",
    ..."libaudit1 libc6 libcap-ng0 libcap2 libcom-err2 libgcc-s1 libgssapi-krb5-2 libicu76 libk5crypto3".split(
      " ",
    ),
    ..."libkeyutils1 libkrb5-3 libkrb5support0 libldap2 liblz4-1 liblzma5 libpam0g libpq5 libsasl2-2".split(
      " ",
    ),
    ..."libssl3t64 libstdc++6 libsystemd0 libxml2 libzstd1 zlib1g".split(" "),
  ],
  prepare(folder) {
    const versions = join("usr/lib/postgresql")
    const [version = ""] = readdirSync(join(folder, versions))
    const bin = join(versions, version, "bin")
    // They look for each other, and for what they come with, beside themselves.
    const programs = ["initdb", "postgres", "pg_dump", "pg_restore"]
    for (const name of programs) {
      renameSync(join(folder, bin, name), join(folder, bin, `${name}.program`))
    }
    wrapPrograms(
      folder,
      programs.flatMap((name) => [
        { program: join(bin, `${name}.program`), script: join(bin, name) },
        { program: join(bin, `${name}.program`), script: join("bin", name) },
      ]),
    )
  },
}
