/**
 * A reaction as the core takes it. Keyboards add the variation selector that asks for a picture, as
 * in "❤️", and the core refuses that.
 */
export const plain = (reaction: string): string => reaction.replaceAll("\uFE0F", "")
