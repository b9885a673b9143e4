import { Store } from "./store.ts"

export type Theme = "dark" | "light"

const key = "playground-theme"

/** As chosen before, or as the system has it. */
function first(): Theme {
  const chosen = localStorage.getItem(key)
  if (chosen === "dark" || chosen === "light") return chosen
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"
}

export const theme = new Store<Theme>(first())

export function setTheme(next: Theme): void {
  localStorage.setItem(key, next)
  theme.set(next)
}
