// The servers that tests of @simplex-chat/workers start and stop: RabbitMQ, PostgreSQL and Redis.

import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { SetupError } from "./process.mjs"
import { during, say } from "./report.mjs"
import { hasDebian, KEYRING, unpackDebian } from "./debian-folder.mjs"
import { postgresql } from "./postgresql.mjs"
import { rabbitmq } from "./rabbitmq.mjs"
import { redis } from "./redis.mjs"

/**
 * What a server is made of.
 *
 * @typedef {object} ServerPackages
 * @property {string} name
 * @property {string} variable names the address of a server to use instead
 * @property {readonly string[]} packages Debian's packages, with everything that they load
 * @property {(folder: string) => void} prepare writes what starts it into `bin` of the folder
 */

/** @type {readonly ServerPackages[]} */
const SERVERS = [rabbitmq, postgresql, redis]

/**
 * Has the servers in `.tools/servers`, unless variables name others. Where they cannot be had, the
 * tests that need them are reported as skipped; in CI they would fail later, so that it fails here.
 *
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {import("./process.mjs").Env} env
 * @param {{ ci: boolean, keyring?: string | undefined }} options
 * @throws {SetupError} when they cannot be had in CI
 */
export function ensureServers(workspace, env, { ci, keyring = KEYRING }) {
  const missing = SERVERS.filter(({ variable }) => (env[variable] ?? "") === "")
  if (missing.length === 0) return
  const folder = join(workspace.tools, "servers")
  const packages = [...new Set(SERVERS.flatMap((server) => server.packages))]
  const ready = join(folder, "ready")
  const key = packages.join(" ")
  if (existsSync(ready) && readFileSync(ready, "utf8") === key) return
  const names = SERVERS.map(({ name }) => name).join(", ")
  try {
    if (!hasDebian(env, keyring)) {
      const variables = missing.map(({ variable }) => variable).join(", ")
      throw new SetupError(
        "There are no Debian packages here to take RabbitMQ, PostgreSQL and Redis from.",
        `start them yourself, and set ${variables} to their addresses.`,
      )
    }
    during("servers", `unpacking ${names} into .tools`, () => {
      unpackDebian(workspace, { folder, packages, env, keyring })
      for (const { prepare } of SERVERS) prepare(folder)
      writeFileSync(ready, key)
    })
  } catch (error) {
    if (ci || !(error instanceof SetupError)) throw error
    say("servers", `not found: tests of workers are skipped. ${error.message} ${error.todo}`)
  }
}
