import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

const children = new Set<ChildProcess>()

/** Starts a program of this folder. */
export function start(program: string, ...args: readonly string[]): ChildProcess {
  const file = fileURLToPath(new URL(program, import.meta.url))
  const child = fork(file, [...args], { execArgv: ["--disable-warning=ExperimentalWarning"] })
  children.add(child)
  child.once("exit", () => children.delete(child))
  return child
}

/** What the process says next. */
export async function said(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, "message")) as unknown[]
  return message
}

/** Ends all that were started. */
export async function endAll(): Promise<void> {
  const ended = [...children].map((child) => once(child, "exit"))
  for (const child of children) child.kill("SIGKILL")
  await Promise.all(ended)
}
