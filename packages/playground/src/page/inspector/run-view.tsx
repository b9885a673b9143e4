import type { JSX } from "preact"
import type { CheckpointReport, RunReport } from "../../protocol/index.ts"

const durationText = (ms: number): string =>
  ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`

/** The handlers that ran, and what they changed. */
export function RunView({ run }: { readonly run: RunReport }): JSX.Element {
  const { handlers, outcome, durationMs, error, checkpoint, sessions } = run
  return (
    <div class="run">
      {handlers.length === 0 && <p class="muted">No handler matched.</p>}
      {handlers.map(({ label, durationMs: took, error: thrown }, index) => (
        <div key={index} class="handler">
          <code>{label}</code> <span class="muted">{durationText(took)}</span>
          {thrown !== undefined && <pre class="error">{thrown}</pre>}
        </div>
      ))}
      <p class="muted">
        {outcome}
        {durationMs !== undefined && `, ${durationText(durationMs)} in all`}
      </p>
      {error !== undefined && handlers.every((handler) => handler.error === undefined) && (
        <pre class="error">{error}</pre>
      )}
      {sessions.map(({ key, before, after }) => (
        <Change
          key={key}
          what={`Session ${key}`}
          before={JSON.stringify(before, undefined, 2) ?? "none"}
          after={JSON.stringify(after, undefined, 2) ?? "none"}
        />
      ))}
      {checkpoint !== undefined && (
        <Change
          what="Checkpoint"
          before={checkpointText(checkpoint.before)}
          after={checkpointText(checkpoint.after)}
        />
      )}
    </div>
  )
}

function Change({
  what,
  before,
  after,
}: {
  readonly what: string
  readonly before: string
  readonly after: string
}): JSX.Element {
  return (
    <table class="change">
      <caption>{what}</caption>
      <tbody>
        <tr>
          <th scope="row">before</th>
          <td>
            <pre>{before}</pre>
          </td>
        </tr>
        <tr>
          <th scope="row">after</th>
          <td>
            <pre>{after === before ? "unchanged" : after}</pre>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function checkpointText(checkpoint: CheckpointReport | undefined): string {
  if (checkpoint === undefined) return "none"
  const ranges = checkpoint.ranges.map(([first, last]) => `, ${first}–${last}`).join("")
  return `handled up to item ${checkpoint.upTo}${ranges}`
}
