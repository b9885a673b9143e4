export function fileCancelledByPeer(..._: unknown[]): void {}
export function fileDescribed(..._: unknown[]): void {}
export function offeredFile(..._: unknown[]): void {}
