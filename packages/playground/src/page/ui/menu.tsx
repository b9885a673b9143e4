import type { ComponentChildren, JSX } from "preact"
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks"
import { Icon, type IconName } from "./icon.tsx"

interface PopoverProps {
  readonly icon: IconName
  readonly label: string
  /** Beside the icon. */
  readonly text?: ComponentChildren
  /** To which edge of the button it is aligned. */
  readonly align?: "start" | "end"
  readonly kind?: string
  /** What is in it; `close` closes it and gives the focus back. */
  readonly children: (close: () => void) => ComponentChildren
}

/**
 * A button that opens something beside it. Escape and a click elsewhere close it, arrow keys move
 * among the buttons in it.
 */
export function Popover(props: PopoverProps): JSX.Element {
  const { icon, label, text, align = "end", kind = "", children } = props
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const id = useId()
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  useLayoutEffect(() => {
    const [shown, anchor] = [panel.current, button.current]
    if (!isOpen || shown === null || anchor === null) return undefined
    // In the top layer: neither clipped by what scrolls, nor below what follows.
    shown.showPopover()
    const place = () => placeBeside(shown, anchor, align)
    place()
    const observer = new ResizeObserver(place)
    observer.observe(shown)
    window.addEventListener("resize", place)
    root.current
      ?.querySelector<HTMLElement>(
        ".popover input, .popover textarea, .popover button:not(:disabled), .popover select",
      )
      ?.focus()
    const onDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || root.current?.contains(target) !== true) setOpen(false)
    }
    document.addEventListener("pointerdown", onDown)
    return () => {
      observer.disconnect()
      window.removeEventListener("resize", place)
      document.removeEventListener("pointerdown", onDown)
    }
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
        <div ref={panel} class="popover" popover="manual" id={id} role="dialog" aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  )
}

/** Between it and the button, and the edge of the window, in pixels. */
const gap = 6

/** Below the button, or above it where there is more room; always within the window. */
function placeBeside(panel: HTMLElement, anchor: HTMLElement, align: "start" | "end"): void {
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const left = align === "start" ? at.left : at.right - width
  const isBelow = at.bottom + gap + height <= innerHeight || at.top < innerHeight - at.bottom
  const top = isBelow ? at.bottom + gap : at.top - gap - height
  panel.style.left = `${Math.max(gap, Math.min(left, innerWidth - width - gap))}px`
  panel.style.top = `${Math.max(gap, Math.min(top, innerHeight - height - gap))}px`
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
