import type { Random } from "../simulation/random.ts"

/** What the text of a public Ed25519 key begins with. */
const publicKeyHead = "MCowBQYDK2VwAyEA"
const privateKeyHead = "MC4CAQAwBQYDK2VwBCIEI"

/**
 * A pair of keys that look like those of the core. Nothing is signed with them: what only the owner
 * of a key can send counts as signed on this network.
 */
export function keyPair(random: Random): { pubKey: string; privKey: string } {
  return {
    pubKey: `${publicKeyHead}${random.url(32)}=`,
    privKey: Buffer.from(`${privateKeyHead}${random.url(32)}`).toString("base64"),
  }
}
