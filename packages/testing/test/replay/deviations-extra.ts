import type { Deviation } from "./deviations.ts"
export const deviationsOfExtra: readonly Deviation[] = []
