import type { JSX } from "preact"
import { useEffect, useState } from "preact/hooks"
import type { RecordDetail, RecordRow } from "../../protocol/index.ts"
import { timeOf } from "../chat/content.ts"
import { ask } from "../model/client.ts"
import { JsonView } from "./json-view.tsx"
import { RunView } from "./run-view.tsx"
import { loadSchema, type Schema } from "./schema.ts"

const marks = {
  command: ["→", "command"],
  answer: ["←", "answer"],
  event: ["⚡", "event"],
  log: ["•", "log"],
  output: ["»", "output"],
  run: ["ƒ", "handlers"],
} as const

/** One line of the log, which opens to all of it. */
export function Record({
  row,
  detail: given,
  isOpen: startsOpen = false,
}: {
  readonly row: RecordRow
  /** All of it, where it is known already. */
  readonly detail?: RecordDetail
  readonly isOpen?: boolean
}): JSX.Element {
  const [isOpen, setOpen] = useState(startsOpen)
  const [fetched, setFetched] = useState<RecordDetail>()
  const detail = given ?? fetched
  useEffect(() => {
    if (isOpen && given === undefined)
      void ask({ type: "record", id: row.id }).then((found) => setFetched(found))
  }, [isOpen, given === undefined, row.id])
  const [mark, kind] = marks[row.kind]
  return (
    <details
      class={`record ${row.kind} ${row.failed ? "failed" : ""}`}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <span class="record-mark" role="img" aria-label={kind} title={kind}>
          {mark}
        </span>
        <span class="record-core">{row.core}</span>
        <span class="record-title">{row.title}</span>
        <time>{timeOf(row.atMs)}</time>
      </summary>
      {isOpen && detail !== undefined && <Detail detail={detail} />}
    </details>
  )
}

function Detail({ detail }: { readonly detail: RecordDetail }): JSX.Element {
  const { text, json, schema, run, kind, title } = detail
  return (
    <div class="record-detail">
      {kind === "command" && <CommandDoc name={title} />}
      {text !== undefined && <pre>{text}</pre>}
      {run !== undefined && <RunView run={run} />}
      {json !== undefined && <JsonView value={json} schema={schema} />}
    </div>
  )
}

/** What the API's documentation says about a command. */
function CommandDoc({ name }: { readonly name: string }): JSX.Element | null {
  const [schema, setSchema] = useState<Schema>()
  useEffect(() => void loadSchema().then(setSchema), [])
  const found = schema?.commands.find((command) => command.name === name)
  if (found === undefined) return null
  return (
    <div class="doc">
      <code>{found.syntax}</code>
      <p>{found.description}</p>
    </div>
  )
}
