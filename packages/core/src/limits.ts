/**
 * The longest message that the core sends, in bytes: the JSON of the whole message as it goes to the
 * recipient, with everything around the content. A text of 15,000 letters was recorded to pass, one
 * of 15,500, which has 112 bytes around it, to be refused (`largeMsg`). Compression, on connections
 * with post-quantum encryption, comes later and does not change this limit.
 */
export const maxMessageBytes = 15_602
