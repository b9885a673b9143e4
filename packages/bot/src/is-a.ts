/**
 * `instanceof` for what application code throws, which can be anything: a revoked proxy throws when it is asked
 * what it is.
 */
export function isA<Kind>(
  value: unknown,
  kind: abstract new (...args: never[]) => Kind,
): value is Kind {
  try {
    return value instanceof kind
  } catch {
    return false
  }
}
