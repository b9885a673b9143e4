export function deleteGroup(..._: unknown[]): never { throw new Error() }
