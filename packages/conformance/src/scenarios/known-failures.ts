/**
 * Scenarios that the network in memory does not pass yet, each with its reason. The list may only
 * get shorter: one that passes and is still here fails the tests.
 */
export const knownFailures: Readonly<Record<string, string>> = {}
