export function receiveInGroup(..._: unknown[]): void {}
