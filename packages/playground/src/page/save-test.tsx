import type { JSX } from "preact"
import { useState } from "preact/hooks"
import type { QueryResult } from "../protocol/index.ts"
import { ask } from "./model/client.ts"
import { MenuItem, Popover } from "./ui/menu.tsx"

const runners = [
  ["node", "For node:test"],
  ["vitest", "For vitest"],
] as const

/** Writes what was said as a test. */
export function SaveTest(): JSX.Element {
  const [saved, setSaved] = useState<QueryResult["test"]>()
  return (
    <Popover icon="save" label="Save as a test" text={<span class="label">Save as a test</span>}>
      {() => (
        <div class="save-test">
          {runners.map(([runner, label]) => (
            <MenuItem
              key={runner}
              onClick={() => void ask({ type: "test", runner, write: true }).then(setSaved)}
            >
              {label}
            </MenuItem>
          ))}
          {saved !== undefined && (
            <>
              <p role="status">
                {saved.written ? "Written to" : "It would be"} <code>{saved.path}</code>
              </p>
              <pre tabIndex={0}>{saved.source}</pre>
            </>
          )}
        </div>
      )}
    </Popover>
  )
}
