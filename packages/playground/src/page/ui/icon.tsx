import type { JSX } from "preact"

/** Outlines on a grid of 24. */
const paths = {
  add: "M12 5v14M5 12h14",
  attach:
    "m20 11-8.500 8.500a5 5 0 0 1-7-7L13 4a3.400 3.400 0 0 1 5 5l-8.500 8.500a1.700 1.700 0 0 1-2.400-2.400L15 7.300",
  back: "M9 7 4 12l5 5M4 12h11a5 5 0 0 1 0 10",
  check: "m5 12 5 5 9-10",
  close: "M6 6l12 12M18 6 6 18",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  download: "M12 4v11m-5-4 5 5 5-5M5 20h14",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  fault: "M12 4 2.500 20h19zM12 10v4m0 3v.1",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  forward: "M14 6l5 5-5 5m5-5H9a5 5 0 0 0-5 5v2",
  group:
    "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7m-6 9a6 6 0 0 1 12 0M16 4.500a3.500 3.500 0 0 1 0 6.500m2 3.500a6 6 0 0 1 3 5.500",
  inspect: "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13m4.800-1.700L20 20",
  keyboard: "M3 7h18v10H3zM7 10.500v.1m3.300-.1v.1m3.400-.1v.1m3.300-.1v.1M8 14h8",
  kill: "M13 2 4 14h7l-1 8 9-12h-7z",
  live: "M4 12h3l2-6 4 12 2-6h5",
  log: "M4 6h16M4 12h16M4 18h10",
  menu: "M5 12h.1M12 12h.1M19 12h.1",
  mic: "M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3m-6-4a6 6 0 0 0 12 0m-6 6v4",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500",
  offline:
    "M3 3l18 18M8.500 16.500a5 5 0 0 1 7 0M5 13a10 10 0 0 1 5-2.700M19 13a10 10 0 0 0-3.500-2.300M12 20h.1",
  online: "M8.500 16.500a5 5 0 0 1 7 0M5 13a10 10 0 0 1 14 0M2 9.500a15 15 0 0 1 20 0M12 20h.1",
  pause: "M9 5v14M15 5v14",
  play: "M7 4.500v15l12-7.500z",
  reply: "M10 6 5 11l5 5m-5-5h10a5 5 0 0 1 5 5v2",
  restart:
    "M20 5v5h-5M4 19v-5h5M5.500 9A7.500 7.500 0 0 1 18 7l2 3M18.500 15A7.500 7.500 0 0 1 6 17l-2-3",
  save: "M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6",
  send: "M4 12 20 4l-4 16-5-6zM11 14l9-10",
  smile:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.500 14.500a4.500 4.500 0 0 0 7 0M9 9.500v.1m6-.1v.1",
  step: "M6 5v14l9-7zM18 5v14",
  steps: "M5 6h.1M5 12h.1M5 18h.1M9 6h10M9 12h10M9 18h10",
  stop: "M6 6h12v12H6z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2m0 16v2M4.900 4.900l1.400 1.400m11.400 11.400 1.400 1.400M2 12h2m16 0h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5m4-5v5",
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
