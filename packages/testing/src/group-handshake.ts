export function memberConnected(..._: unknown[]): void {}
export function acceptIntoGroup(..._: unknown[]): void {}
export function groupOffered(..._: unknown[]): void {}
export function memberJoins(..._: unknown[]): void {}
