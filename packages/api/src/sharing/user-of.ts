interface Said {
  readonly type?: unknown
  readonly user?: { readonly userId?: unknown } | null
  readonly user_?: { readonly userId?: unknown } | null
}

/**
 * The user whom an event or an answer names. Undefined for what concerns the whole core, such as
 * `hostConnected`, for errors, and for what cannot be read.
 */
export function userOf(text: string): number | undefined {
  const said = resultOf(text)
  const userId = (said?.user ?? said?.user_)?.userId
  return typeof userId === "number" ? userId : undefined
}

/** The user that the core has after this answer; undefined when the answer does not say. */
export function activeUserOf(text: string): number | undefined {
  return resultOf(text)?.type === "activeUser" ? userOf(text) : undefined
}

function resultOf(text: string): Said | undefined {
  try {
    const envelope = JSON.parse(text) as { readonly result?: Said } | null
    return envelope?.result
  } catch {
    // The code that reads it next reports it.
    return undefined
  }
}
