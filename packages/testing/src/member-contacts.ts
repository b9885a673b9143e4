export function acceptMemberContact(..._: unknown[]): never { throw new Error() }
