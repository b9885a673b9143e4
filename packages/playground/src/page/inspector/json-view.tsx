import type { JSX } from "preact"
import { useEffect, useState } from "preact/hooks"
import { type Doc, loadSchema, type Schema, type Typed, typedRoot } from "./schema.ts"

interface JsonViewProps {
  readonly value: unknown
  readonly schema?:
    { readonly of: "responses" | "events" | "types"; readonly tag: string } | undefined
}

/** JSON as a tree; below it, what the API's documentation says about the line in focus. */
export function JsonView({ value, schema: root }: JsonViewProps): JSX.Element {
  const [schema, setSchema] = useState<Schema>()
  const [line, setLine] = useState<{ readonly path: string; readonly doc: Doc | undefined }>()
  useEffect(() => {
    if (root !== undefined) void loadSchema().then(setSchema)
  }, [root === undefined])
  const typed =
    root === undefined || schema === undefined ? undefined : typedRoot(schema, root, value)
  // The documentation of the whole until that of the line is known: the schema may arrive later.
  const shown = line?.doc === undefined ? { path: root?.tag ?? "", doc: typed?.doc } : line
  return (
    <div class="json">
      <div class="json-tree">
        <Node
          name=""
          path={root?.tag ?? ""}
          value={value}
          typed={typed}
          depth={0}
          onLine={(path, doc) => setLine({ path, doc })}
        />
      </div>
      {shown.doc !== undefined && (
        <div class="doc" aria-live="polite">
          <code>{shown.path}</code> <span class="doc-type">{shown.doc.type}</span>
          {shown.doc.description !== undefined && <p>{shown.doc.description}</p>}
        </div>
      )}
    </div>
  )
}

interface NodeProps {
  readonly name: string
  readonly path: string
  readonly value: unknown
  readonly typed: Typed | undefined
  readonly depth: number
  readonly onLine: (path: string, doc: Doc | undefined) => void
}

/** How many levels are open at first. */
const openLevels = 1

function Node({ name, path, value, typed, depth, onLine }: NodeProps): JSX.Element {
  const [isOpen, setOpen] = useState(depth < openLevels)
  const doc = typed?.doc
  const notice = { onFocus: () => onLine(path, doc), onMouseEnter: () => onLine(path, doc) }
  const label = name === "" ? null : <span class="json-key">{name}: </span>
  if (typeof value !== "object" || value === null)
    return (
      <div class="json-leaf" tabIndex={0} title={doc?.description} {...notice}>
        {label}
        <span class={`json-${value === null ? "null" : typeof value}`}>{short(value)}</span>
      </div>
    )
  const entries: [string, unknown][] = Object.entries(value)
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary title={doc?.description} {...notice}>
        {label}
        <span class="muted">{summaryOf(value)}</span>
      </summary>
      {isOpen &&
        entries.map(([key, inner]) => (
          <Node
            key={key}
            name={key}
            path={Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`}
            value={inner}
            typed={typed?.child(key)}
            depth={depth + 1}
            onLine={onLine}
          />
        ))}
    </details>
  )
}

/** Pictures are long. */
function short(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined"
  return text.length > 400 ? `${text.slice(0, 400)}…` : text
}

function summaryOf(value: object): string {
  if (Array.isArray(value)) return `[${value.length}]`
  const type: unknown = Reflect.get(value, "type")
  return typeof type === "string" ? `{ ${type} }` : `{ ${Object.keys(value).length} }`
}
