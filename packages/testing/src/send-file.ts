export function sentFile(..._: unknown[]): never { throw new Error() }
