// Running other programs: quietly, with a log on disk and a timeout.

import { spawnSync } from "node:child_process"
import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
} from "node:fs"
import { delimiter, dirname, join } from "node:path"

/** @typedef {Record<string, string | undefined>} Env */

/** A set-up step that failed, with what the reader can do about it. */
export class SetupError extends Error {
  /**
   * @param {string} message what failed
   * @param {string} todo what to do now
   */
  constructor(message, todo) {
    super(message)
    this.name = "SetupError"
    this.todo = todo
  }
}

/**
 * Runs a program with its output in a log file.
 *
 * The log is a file and not a pipe because a pipe would stay open as long as any grandchild holds
 * it, so that the timeout could not end the wait.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ log: string, cwd?: string, env?: Env, timeoutMs?: number }} options
 * @returns {{ ok: boolean, reason: string }} `reason` is how it ended and the end of its output
 */
export function runLogged(command, args, { log, cwd, env, timeoutMs = 15 * 60_000 }) {
  mkdirSync(dirname(log), { recursive: true })
  const fd = openSync(log, "w")
  const result = spawnSync(command, args, {
    cwd,
    env: /** @type {NodeJS.ProcessEnv} */ (env ?? process.env),
    timeout: timeoutMs,
    killSignal: "SIGKILL",
    stdio: ["ignore", fd, fd],
  })
  closeSync(fd)
  if (result.status === 0) return { ok: true, reason: "" }
  return { ok: false, reason: [howItEnded(result, timeoutMs), lastLines(log, 15)].join("\n") }
}

/**
 * @param {import("node:child_process").SpawnSyncReturns<unknown>} result
 * @param {number} timeoutMs
 */
function howItEnded(result, timeoutMs) {
  const code = result.error !== undefined && "code" in result.error ? result.error.code : undefined
  if (code === "ETIMEDOUT") return `no answer within ${timeoutMs / 1000} s`
  if (result.error !== undefined) return result.error.message
  return result.signal === null ? `exit code ${result.status}` : `ended by ${result.signal}`
}

/**
 * @param {string} file
 * @param {number} count
 */
function lastLines(file, count) {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n")
}

/**
 * The first line that a program prints, or undefined where it cannot be run.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Env} env
 */
export function firstLine(command, args, env) {
  const result = spawnSync(command, args, {
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    encoding: "utf8",
    timeout: 60_000,
  })
  return result.status === 0 ? result.stdout.split("\n")[0]?.trim() : undefined
}

/**
 * Where on the PATH of `env` a program is.
 *
 * @param {string} name
 * @param {Env} env
 * @returns {string | undefined}
 */
export function which(name, env) {
  const extensions = process.platform === "win32" ? [".exe", ".cmd", ".bat", ""] : [""]
  for (const folder of (env[pathKey(env)] ?? "").split(delimiter)) {
    if (folder === "") continue
    for (const extension of extensions) {
      const file = join(folder, name + extension)
      if (isExecutable(file)) return file
    }
  }
  return undefined
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/**
 * `env` with folders put before (or, with `last`, after) those on its PATH.
 *
 * @param {Env} env
 * @param {readonly string[]} folders
 * @param {{ last?: boolean }} [options]
 * @returns {Env}
 */
export function withPath(env, folders, { last = false } = {}) {
  const key = pathKey(env)
  const old = (env[key] ?? "").split(delimiter).filter((folder) => !folders.includes(folder))
  return { ...env, [key]: (last ? [...old, ...folders] : [...folders, ...old]).join(delimiter) }
}

/**
 * Whether a CI service runs us: they all set `CI`.
 *
 * @param {Env} env
 */
export function inCI(env) {
  return !["", "0", "false"].includes(env["CI"] ?? "")
}

/**
 * Windows says `Path`, and a plain copy of process.env is case-sensitive there too.
 *
 * @param {Env} env
 */
function pathKey(env) {
  return Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH"
}
