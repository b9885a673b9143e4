import { InvalidArgumentError } from "@simplex-chat/core"

/**
 * Checks that a token can travel in an HTTP header as it is.
 *
 * @throws {InvalidArgumentError} which does not contain the token
 */
export function checkToken(token: unknown): void {
  if (typeof token !== "string" || !/^[!-~](?:[ -~]*[!-~])?$/.test(token))
    throw new InvalidArgumentError(
      "token",
      "must be letters, digits and signs of ASCII, without blanks or line breaks around them",
    )
}
