import type {
  Action,
  ActionResult,
  Query,
  QueryResult,
  ServerMessage,
} from "../../protocol/index.ts"
import { type Model, reduce } from "./model.ts"
import { Store } from "./store.ts"

/** What is known of the playground; undefined until the server has sent it. */
export const model = new Store<Model | undefined>(undefined)

/** Whether the server answers. */
export const connected = new Store(true)

/** What went wrong last, in words, for the person at the page. */
export const problem = new Store<string | undefined>(undefined)

/** Follows the server; the browser connects again by itself. */
export function follow(): void {
  const source = new EventSource("events")
  source.onopen = () => connected.set(true)
  source.onerror = () => connected.set(false)
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as ServerMessage
    model.set((known) => reduce(known, message))
  }
}

/** Has the server do something; what goes wrong is shown. */
export async function act(action: Action): Promise<boolean> {
  const result = await post<undefined>("act", JSON.stringify(action))
  return result !== undefined
}

/** Asks the server; undefined when that failed, which is shown. */
export async function ask<Type extends Query["type"]>(
  query: Extract<Query, { type: Type }>,
): Promise<QueryResult[Type] | undefined> {
  const result = await post<QueryResult[Type]>("ask", JSON.stringify(query))
  return result?.value
}

/** @returns the name of the upload, for the action that sends it */
export async function upload(file: Blob, name: string): Promise<string | undefined> {
  const result = await post<string>(`upload?name=${encodeURIComponent(name)}`, file)
  return result?.value
}

/** The file of a message as a blob; undefined when it is not there. */
export async function fileOf(person: string, file: number): Promise<Blob | undefined> {
  try {
    const response = await fetch(`file?person=${encodeURIComponent(person)}&file=${file}`)
    return response.ok ? await response.blob() : undefined
  } catch {
    return undefined
  }
}

async function post<Value>(
  path: string,
  body: string | Blob,
): Promise<{ value: Value } | undefined> {
  let result: ActionResult & { value?: Value }
  try {
    const response = await fetch(path, { method: "POST", body })
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    result = (await response.json()) as typeof result
  } catch (error) {
    result = { ok: false, problem: error instanceof Error ? error.message : "it failed" }
  }
  if (result.ok) return { value: result.value as Value }
  problem.set(result.problem)
  return undefined
}
