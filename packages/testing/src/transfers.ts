export function transfer(..._: unknown[]): void {}
