import { createHash } from "node:crypto"

/**
 * The name of a bot on the broker, made of its display name. What a name there cannot have is replaced,
 * and a hash keeps bots apart that would have the same name then: `Кофе` and `Чай` are both only a hyphen.
 */
export function brokerNameOf(displayName: string): string {
  const plain = displayName.replaceAll(/[^\w.-]+/g, "-").slice(0, 80)
  if (plain === displayName) return plain
  return `${plain}-${createHash("sha256").update(displayName).digest("hex").slice(0, 8)}`
}
