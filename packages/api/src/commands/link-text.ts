import type { T } from "@simplex-chat/types"

/** The form of a link to hand to people. */
export const linkText = ({ connShortLink, connFullLink }: T.CreatedConnLink): string =>
  connShortLink ?? connFullLink
