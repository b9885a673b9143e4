/** Node's cryptography, loaded when it is first used: it takes a tenth of importing this package. */
export const crypto = () => process.getBuiltinModule("node:crypto")
