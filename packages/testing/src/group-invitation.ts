export function groupInvited(..._: unknown[]): void {}
