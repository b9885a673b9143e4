import type { ComponentChildren, JSX } from "preact"
import { Icon, type IconName } from "./icon.tsx"

interface IconButtonProps {
  readonly icon: IconName
  /** What it does, for the tooltip and for screen readers. */
  readonly label: string
  readonly onClick: () => void
  /** For a switch: whether it is on. */
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly children?: ComponentChildren
  readonly kind?: "plain" | "primary" | "danger"
  /** A key combination, as `aria-keyshortcuts` has it. */
  readonly keys?: string
}

/** A button with an icon; with children it shows them beside it. */
export function IconButton(props: IconButtonProps): JSX.Element {
  const { icon, label, onClick, pressed, disabled, children, kind = "plain", keys } = props
  const title = keys === undefined ? label : `${label} (${keys.replaceAll("+", " + ")})`
  return (
    <button
      type="button"
      class={`button ${kind} ${children === undefined ? "only-icon" : ""}`}
      title={title}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
      {children}
    </button>
  )
}
