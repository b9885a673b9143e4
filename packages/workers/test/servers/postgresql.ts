import { execFile, spawnSync } from "node:child_process"
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { Started } from "./started.ts"
import { folder, freePort, isUnpacked, type TestServer } from "./unpacked.ts"

const external = process.env["POSTGRES_URL"] ?? ""

/** Why there is none; undefined where there is. */
export const noPostgres: string | undefined =
  external !== "" || isUnpacked
    ? undefined
    : "no PostgreSQL: run npm test at the root, which fetches one where it can, or set POSTGRES_URL"

/** PostgreSQL refuses to run as root: the user `nobody` of Debian and most others. */
const nobody = 65_534
const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

/** Starts a PostgreSQL with an empty database, on a free port of the loopback interface. */
export async function startPostgres(): Promise<TestServer> {
  if (external !== "") return { url: external, stop: () => Promise.resolve() }
  const home = mkdtempSync(join(tmpdir(), "postgresql-"))
  const data = join(home, "data")
  mkdirSync(data, { mode: 0o700 })
  const password = join(home, "password")
  writeFileSync(password, "secret")
  if (user.uid !== undefined) {
    chmodSync(home, 0o755)
    for (const path of [data, password]) chownSync(path, user.uid, user.gid)
  }
  const programs = reachable(home)
  const options = { ...user, cwd: data, env: { LC_ALL: "C", TZ: "UTC", PATH: process.env["PATH"] } }
  const login = ["--username=bot", "--auth=scram-sha-256", `--pwfile=${password}`]
  const how = ["--no-locale", "--encoding=UTF8", "--no-sync", `--pgdata=${data}`]
  await promisify(execFile)(join(programs, "bin/initdb"), [...login, ...how], options)
  const port = await freePort()
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "shared_buffers=16MB",
    "dynamic_shared_memory_type=mmap",
  ].flatMap((setting) => ["-c", setting])
  const start = () =>
    Started.when(
      "database system is ready to accept connections",
      join(programs, "bin/postgres"),
      ["-D", data, ...settings],
      options,
    )
  let server = await start()
  return {
    url: `postgres://bot:secret@127.0.0.1:${port}/postgres`,
    // As a crash, except that the processes of connections have ended when this resolves.
    kill: () => server.end("SIGQUIT"),
    start: async () => void (server = await start()),
    stop: async () => {
      await server.end("SIGQUIT")
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The programs where that user can run them: a checkout may be in the home folder of root. */
function reachable(home: string): string {
  const canRun = spawnSync(join(folder, "bin/postgres"), ["--version"], { ...user, cwd: "/" })
  if (canRun.status === 0) return folder
  const copy = join(home, "programs")
  for (const part of ["bin", "usr/lib", "usr/share/postgresql"]) {
    cpSync(join(folder, part), join(copy, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !/\/(erlang|rabbitmq)$/.test(path),
    })
  }
  return copy
}
