import type { JSX } from "preact"
import { Popover } from "./ui/menu.tsx"

const keys = [
  ["Alt+1 … Alt+9", "write as the first … ninth person"],
  ["Enter", "send; Shift+Enter begins a new line"],
  ["↑ in an empty field", "edit the last message"],
  ["/", "commands of the bot"],
  ["↑ ↓ in a chat", "go from message to message"],
  ["Enter, R, E, Delete", "on a message: inspect, reply, edit, delete"],
  ["Alt+P, Alt+N", "pause deliveries, deliver one"],
  ["Alt+I", "show the inspector"],
  ["Escape", "close what is open"],
] as const

export function Help(): JSX.Element {
  return (
    <Popover icon="keyboard" label="Keyboard">
      {() => (
        <table class="keys">
          <caption>Keyboard</caption>
          <tbody>
            {keys.map(([key, what]) => (
              <tr key={key}>
                <th scope="row">
                  <kbd>{key}</kbd>
                </th>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Popover>
  )
}
