import type { ComponentChildren, JSX } from "preact"
import { useEffect, useId, useRef, useState } from "preact/hooks"
import { Icon, type IconName } from "./icon.tsx"

interface PopoverProps {
  readonly icon: IconName
  readonly label: string
  /** Beside the icon. */
  readonly text?: ComponentChildren
  /** To which edge of the button it is aligned. */
  readonly align?: "start" | "end"
  /** Whether it opens upward. */
  readonly up?: boolean
  readonly kind?: string
  /** What is in it; `close` closes it and gives the focus back. */
  readonly children: (close: () => void) => ComponentChildren
}

/**
 * A button that opens something beside it. Escape and a click elsewhere close it, arrow keys move
 * among the buttons in it.
 */
export function Popover(props: PopoverProps): JSX.Element {
  const { icon, label, text, align = "end", up = false, kind = "", children } = props
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  useEffect(() => {
    if (!isOpen) return undefined
    root.current
      ?.querySelector<HTMLElement>(
        ".popover input, .popover textarea, .popover button:not(:disabled), .popover select",
      )
      ?.focus()
    const onDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || root.current?.contains(target) !== true) setOpen(false)
    }
    document.addEventListener("pointerdown", onDown)
    return () => document.removeEventListener("pointerdown", onDown)
  }, [isOpen])
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return
    if (event.key === "Escape") {
      event.stopPropagation()
      close()
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp")
      moveFocus(event, event.key === "ArrowDown" ? 1 : -1)
  }
  return (
    <div class={`anchor ${kind}`} ref={root} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={button}
        class={`button plain ${text === undefined ? "only-icon" : ""}`}
        title={label}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
        {text}
      </button>
      {isOpen && (
        <div class={`popover ${align} ${up ? "up" : ""}`} id={id} role="dialog" aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  )
}

/** Moves among the controls of a popover; text fields keep their arrow keys. */
function moveFocus(event: KeyboardEvent, by: 1 | -1): void {
  const { target, currentTarget } = event
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return
  if (!(currentTarget instanceof HTMLElement)) return
  const controls = [
    ...currentTarget.querySelectorAll<HTMLElement>(
      ".popover button:not(:disabled), .popover input, .popover select",
    ),
  ]
  const at = controls.findIndex((control) => control === target)
  if (at < 0) return
  event.preventDefault()
  controls[(at + by + controls.length) % controls.length]?.focus()
}

interface MenuItemProps {
  readonly icon?: IconName
  readonly onClick: () => void
  readonly kind?: "plain" | "danger"
  readonly disabled?: boolean
  readonly children: ComponentChildren
}

export function MenuItem(props: MenuItemProps): JSX.Element {
  const { icon, onClick, kind = "plain", disabled, children } = props
  return (
    <button type="button" class={`menu-item ${kind}`} disabled={disabled} onClick={onClick}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}
