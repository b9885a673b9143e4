// All measurements of this package, one after the other.
import "./dispatch.ts"
import "./checkpoints.ts"
import "./backlog.ts"
import "./message-path.ts"
