// Programs of a newer Debian, unpacked into a folder: nothing is installed, and it takes no root.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { runLogged, SetupError } from "./process.mjs"
import { spawnSync } from "node:child_process"

const SUITE = "trixie"
/** Debian's keys, which sign the lists of packages. */
export const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"

/**
 * Whether Debian's packages can be had here: apt to fetch them, and Debian's keys to check them.
 *
 * @param {import("./process.mjs").Env} env
 * @param {string} keyring
 */
export function hasDebian(env, keyring) {
  return existsSync(keyring) && siteOf(env) !== undefined
}

/**
 * Downloads packages and unpacks them into a folder, complete or not at all.
 *
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {object} what
 * @param {string} what.folder where to; it must not exist
 * @param {readonly string[]} what.packages each of them, since nothing that they depend on is added
 * @param {import("./process.mjs").Env} what.env
 * @param {string} what.keyring
 * @throws {SetupError} when one cannot be fetched
 */
export function unpackDebian(workspace, { folder, packages, env, keyring }) {
  const work = `${folder}.new`
  rmSync(work, { recursive: true, force: true })
  for (const name of ["lists/partial", "cache/archives/partial", "debs", "root"]) {
    mkdirSync(join(work, name), { recursive: true })
  }
  writeFileSync(join(work, "status"), "")
  const source = `deb [signed-by=${keyring}] ${siteOf(env)} ${SUITE} main\n`
  writeFileSync(join(work, "sources.list"), source)
  writeFileSync(
    join(work, "apt.conf"),
    [
      `Dir::Etc::sourcelist "${work}/sources.list";`,
      'Dir::Etc::sourceparts "-";',
      `Dir::State::lists "${work}/lists";`,
      `Dir::State::status "${work}/status";`,
      `Dir::Cache "${work}/cache";`,
      'Acquire::Retries "2";',
    ].join("\n"),
  )
  /** @param {string} command @param {readonly string[]} args */
  const run = (command, args) => {
    const { ok, reason } = runLogged(command, args, {
      log: workspace.log("debian-folder"),
      cwd: join(work, "debs"),
      env: { ...env, APT_CONFIG: join(work, "apt.conf") },
    })
    if (!ok) throw new SetupError(`${command} could not fetch or unpack packages: ${reason}`, TODO)
  }
  run("apt-get", ["update"])
  run("apt-get", ["download", ...packages])
  for (const name of readdirSync(join(work, "debs"))) {
    run("dpkg-deb", ["-x", join(work, "debs", name), join(work, "root")])
  }
  rmSync(folder, { recursive: true, force: true })
  renameSync(join(work, "root"), folder)
  rmSync(work, { recursive: true, force: true })
}

const TODO =
  "check the network, then run this again; or set AMQP_URL, POSTGRES_URL and REDIS_URL to servers of your own."

/**
 * Writes scripts that start programs of such a folder with its own C library, which is newer than
 * this machine's.
 *
 * @param {string} folder
 * @param {readonly { readonly program: string, readonly script: string }[]} scripts the program, and
 *   the script to write, relative to the folder
 */
export function wrapPrograms(folder, scripts) {
  const libraries = join(
    "usr/lib",
    readdirSync(join(folder, "usr/lib")).find((name) => name.endsWith("-linux-gnu")) ?? "",
  )
  const loader = readdirSync(join(folder, libraries)).find((name) => name.startsWith("ld-linux"))
  for (const { program, script } of scripts) {
    const file = join(folder, script)
    const up = dirname(script).replace(/[^/]+/g, "..")
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(
      file,
      `#!/bin/sh
here=$(cd "$(dirname "$0")/${up}" && pwd)
exec "$here/${libraries}/${loader}" --library-path "$here/${libraries}" "$here/${program}" "$@"
`,
    )
    chmodSync(file, 0o755)
  }
}

/**
 * Where this machine gets Debian's packages, mirror or not.
 *
 * @param {import("./process.mjs").Env} env
 */
function siteOf(env) {
  const targets = spawnSync("apt-get", ["indextargets", "--format", "$(REPO_URI)"], {
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    encoding: "utf8",
  })
  const sites = targets.status === 0 ? targets.stdout.split("\n") : []
  return sites.find((site) => /\/debian\/?$/.test(site))
}
