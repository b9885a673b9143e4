export function acceptBusiness(..._: unknown[]): void {}
