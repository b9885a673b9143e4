-- | Errors of the agent, the part of the core that talks to servers.
module Bots.API.Types.AgentErrors
  ( types,
    CommandErrorType (..),
    ConnectionErrorType (..),
    XFTPErrorType (..),
    FileErrorType (..),
    RCErrorType (..),
    DroppedMsg (..),
    AgentCryptoError (..),
    SMPAgentError (..),
    AgentErrorType (..),
  )
where

import Bots.API.Types.ServerErrors
  ( BlockingInfo,
    BrokerErrorType,
    CommandError,
    ErrorType,
    ProxyClientError,
  )
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Text (Text)
import Data.Time (UTCTime)
import Data.Word (Word32)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @CommandErrorType,
    declareType @ConnectionErrorType,
    declareType @XFTPErrorType,
    declareType @FileErrorType,
    declareType @RCErrorType,
    declareType @DroppedMsg,
    declareType @AgentCryptoError,
    declareType @SMPAgentError,
    declareType @AgentErrorType
  ]

data CommandErrorType
  = CommandErrorTypeProhibited
  | CommandErrorTypeSyntax
  | CommandErrorTypeNoConn
  | CommandErrorTypeSize
  | CommandErrorTypeLarge
  deriving (Eq, Show, Generic, Wire)

instance Declared CommandErrorType where
  about =
    union
      "Why the agent refused what the chat layer asked of it."
      [ "PROHIBITED"
          := "Not allowed in the current state. Accepting a contact request whose invitation is \
             \gone answers with it.",
        "SYNTAX" := "Invalid syntax.",
        "NO_CONN" := "A connection must be named.",
        "SIZE" := "The stated size of the message is wrong.",
        "LARGE" := "The message does not fit into a block of the server."
      ]
      & upperCase

data ConnectionErrorType
  = ConnectionErrorTypeNotFound
  | ConnectionErrorTypeDuplicate
  | ConnectionErrorTypeSimplex
  | ConnectionErrorTypeNotAccepted
  | ConnectionErrorTypeNotAvailable
  deriving (Eq, Show, Generic, Wire)

instance Declared ConnectionErrorType where
  about =
    union
      "Why the agent cannot use a connection."
      [ "NOT_FOUND"
          := "No such connection. After contacts or groups were deleted or left it arrives for a \
             \while as an event, and can be ignored.",
        "DUPLICATE" := "The connection exists already.",
        "SIMPLEX"
          := "The connection works in one direction only and lacks the queue for this operation.",
        "NOT_ACCEPTED" := "The other side did not accept in time.",
        "NOT_AVAILABLE" := "The connection did not become available in time."
      ]
      & upperCase

data XFTPErrorType
  = XFTPErrorTypeBlock
  | XFTPErrorTypeSession
  | XFTPErrorTypeHandshake
  | XFTPErrorTypeCmd {cmdErr :: CommandError}
  | XFTPErrorTypeAuth
  | XFTPErrorTypeBlocked {blockInfo :: BlockingInfo}
  | XFTPErrorTypeSize
  | XFTPErrorTypeQuota
  | XFTPErrorTypeDigest
  | XFTPErrorTypeCrypto
  | XFTPErrorTypeNoFile
  | XFTPErrorTypeHasFile
  | XFTPErrorTypeFileIo
  | XFTPErrorTypeTimeout
  | XFTPErrorTypeInternal
  | XFTPErrorTypeDuplicate_
  deriving (Eq, Show, Generic, Wire)

instance Declared XFTPErrorType where
  about =
    union
      "An error with which a file server answers."
      [ "BLOCK" := "The block is malformed.",
        "SESSION" := "The session id is wrong.",
        "HANDSHAKE" := "The handshake failed.",
        "CMD" := "The command is unknown or malformed.",
        "AUTH"
          := "Not authorized, or no such file: it may have expired or been deleted. Ask the \
             \sender to send it again.",
        "BLOCKED" := "The operator of the server blocked the file.",
        "SIZE" := "The size of the file is wrong.",
        "QUOTA" := "The server has no space left for files.",
        "DIGEST" := "The content does not match its digest.",
        "CRYPTO" := "Encryption or decryption failed.",
        "NO_FILE" := "The expected content is missing, or the server has no such file.",
        "HAS_FILE" := "Content arrived where none is expected.",
        "FILE_IO" := "Reading or writing the file failed.",
        "TIMEOUT" := "Sending or receiving took too long.",
        "INTERNAL" := "Internal error of the server.",
        "DUPLICATE_" := "Internal to the client; servers do not send it."
      ]
      & upperCase

data FileErrorType
  = FileErrorTypeNotApproved
  | FileErrorTypeSize
  | FileErrorTypeRedirect {redirectError :: Text}
  | FileErrorTypeFileIo {fileIOError :: Text}
  | FileErrorTypeNoFile
  deriving (Eq, Show, Generic, Wire)

instance Declared FileErrorType where
  about =
    union
      "Why the agent cannot transfer a file."
      [ "NOT_APPROVED"
          := "The file is on servers that the user has not approved. Accept it again with \
             \`userApprovedRelays` to allow them.",
        "SIZE" := "The size of the file is wrong.",
        "REDIRECT" := "The file that holds the real description is invalid.",
        "REDIRECT.redirectError" := "Description for developers, in no fixed format.",
        "FILE_IO" := "Reading or writing on this side failed.",
        "FILE_IO.fileIOError" := "Description for developers, in no fixed format.",
        "NO_FILE" := "The file is missing."
      ]
      & upperCase

data RCErrorType
  = RCErrorTypeInternal {internalErr :: Text}
  | RCErrorTypeIdentity
  | RCErrorTypeNoLocalAddress
  | RCErrorTypeNewController
  | RCErrorTypeNotDiscovered
  | RCErrorTypeTLSStartFailed
  | RCErrorTypeException {exception :: Text}
  | RCErrorTypeCtrlAuth
  | RCErrorTypeCtrlNotFound
  | RCErrorTypeCtrlError {ctrlErr :: Text}
  | RCErrorTypeInvitation
  | RCErrorTypeVersion
  | RCErrorTypeEncrypt
  | RCErrorTypeDecrypt
  | RCErrorTypeBlockSize
  | RCErrorTypeSyntax {syntaxErr :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared RCErrorType where
  about =
    union
      "Errors of controlling one device from another, which bots hardly meet."
      [ "internal" := "Internal error.",
        "internal.internalErr" := "Description for developers, in no fixed format.",
        "identity" := "The identity of the other device does not match.",
        "noLocalAddress" := "This device has no address on the local network.",
        "newController" := "The controller is new: the devices are not paired yet.",
        "notDiscovered" := "The controller was not found on the local network.",
        "tLSStartFailed" := "The TLS connection could not be started.",
        "exception" := "Unexpected exception.",
        "exception.exception" := "Description for developers, in no fixed format.",
        "ctrlAuth" := "Authentication of the controller failed.",
        "ctrlNotFound" := "No such controller.",
        "ctrlError" := "The controller reported an error.",
        "ctrlError.ctrlErr" := "Description for developers, in no fixed format.",
        "invitation" := "The invitation to connect is invalid.",
        "version" := "The devices have no protocol version in common.",
        "encrypt" := "Encryption failed.",
        "decrypt" := "Decryption failed.",
        "blockSize" := "A block has the wrong size.",
        "syntax" := "Invalid syntax.",
        "syntax.syntaxErr" := "Description for developers, in no fixed format."
      ]

data DroppedMsg = DroppedMsg
  { brokerTs :: UTCTime,
    attempts :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared DroppedMsg where
  about =
    record
      "A message that the agent dropped."
      [ "brokerTs" := "When the server got the message, in ISO 8601.",
        "attempts" := "How many attempts were made to receive it."
      ]

data AgentCryptoError
  = AgentCryptoErrorDecryptAes
  | AgentCryptoErrorDecryptCb
  | AgentCryptoErrorRatchetHeader
  | AgentCryptoErrorRatchetSync
  | AgentCryptoErrorRatchetEarlier {data' :: Word32}
  | AgentCryptoErrorRatchetSkipped {data' :: Word32}
  deriving (Eq, Show, Generic, Wire)

instance Declared AgentCryptoError where
  about =
    union
      "Why a message cannot be decrypted. The core also has members here that its reference \
      \leaves out, such as `RATCHET_EARLIER` and `RATCHET_SKIPPED`."
      [ "DECRYPT_AES" := "The message body cannot be decrypted.",
        "DECRYPT_CB" := "The outer layer of encryption cannot be removed.",
        "RATCHET_HEADER"
          := "The header cannot be decrypted, for instance because one side restored an old \
             \database.",
        "RATCHET_SYNC" := "The encryption of both sides is out of step.",
        "RATCHET_EARLIER"
          := "The message is older than what the ratchet keeps; `data` is its number.",
        "RATCHET_SKIPPED" := "Too many messages were skipped; `data` is their number."
      ]
      & upperCase
      & undocumentedParts ["RATCHET_EARLIER", "RATCHET_SKIPPED"]

data SMPAgentError
  = SMPAgentErrorAMessage
  | SMPAgentErrorAProhibited {prohibitedErr :: Text}
  | SMPAgentErrorAVersion
  | SMPAgentErrorALink {linkErr :: Text}
  | SMPAgentErrorACrypto {cryptoErr :: AgentCryptoError}
  | SMPAgentErrorADuplicate {droppedMsg_ :: Maybe DroppedMsg}
  | SMPAgentErrorAQueue {queueErr :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared SMPAgentError where
  about =
    union
      "An error in what the other side sent."
      [ "A_MESSAGE" := "The message cannot be parsed.",
        "A_PROHIBITED" := "The message is not allowed in the current state.",
        "A_PROHIBITED.prohibitedErr" := "Description for developers, in no fixed format.",
        "A_VERSION"
          := "Both sides have no protocol version in common: one of them must be updated.",
        "A_LINK" := "The data behind a short link is invalid.",
        "A_LINK.linkErr" := "Description for developers, in no fixed format.",
        "A_CRYPTO" := "The message cannot be decrypted.",
        "A_DUPLICATE" := "The message was received before and is ignored.",
        "A_DUPLICATE.droppedMsg_" := "Absent when no message was dropped.",
        "A_QUEUE" := "A message about moving the connection to another queue is invalid.",
        "A_QUEUE.queueErr" := "Description for developers, in no fixed format."
      ]
      & upperCase

data AgentErrorType
  = AgentErrorTypeCmd {cmdErr :: CommandErrorType, errContext :: Text}
  | AgentErrorTypeConn {connErr :: ConnectionErrorType, errContext :: Text}
  | AgentErrorTypeNoUser
  | AgentErrorTypeSmp {serverAddress :: Text, smpErr :: ErrorType}
  | AgentErrorTypeNtf {serverAddress :: Text, ntfErr :: ErrorType}
  | AgentErrorTypeXftp {serverAddress :: Text, xftpErr :: XFTPErrorType}
  | AgentErrorTypeFile {fileErr :: FileErrorType}
  | AgentErrorTypeNoNameServers
  | AgentErrorTypeProxy
      { proxyServer :: Text,
        relayServer :: Text,
        proxyErr :: ProxyClientError
      }
  | AgentErrorTypeRcp {rcpErr :: RCErrorType}
  | AgentErrorTypeBroker {brokerAddress :: Text, brokerErr :: BrokerErrorType}
  | AgentErrorTypeAgent {agentErr :: SMPAgentError}
  | AgentErrorTypeNotice {server :: Text, preset :: Bool, expiresAt :: Maybe UTCTime}
  | AgentErrorTypeInternal {internalErr :: Text}
  | AgentErrorTypeCritical {offerRestart :: Bool, criticalErr :: Text}
  | AgentErrorTypeInactive
  deriving (Eq, Show, Generic, Wire)

instance Declared AgentErrorType where
  about =
    union
      "An error of the agent, by where it comes from. `BROKER` and `PROXY` errors often pass; \
      \`SMP` and `XFTP` errors are answers of servers and mostly final."
      [ "CMD" := "The agent refused what was asked of it.",
        "CMD.errContext" := "More about the error, for developers. It can be empty.",
        "CONN" := "The connection does not exist or is in the wrong state.",
        "CONN.errContext" := "More about the error, for developers. It can be empty.",
        "NO_USER" := "The agent has no such user.",
        "SMP" := "A messaging server answered with an error.",
        "SMP.serverAddress"
          := "Address of the server with its fingerprint: `smp://fingerprint@host:port`.",
        "NTF" := "A server for push notifications answered with an error.",
        "XFTP" := "A file server answered with an error.",
        "FILE" := "A file cannot be transferred.",
        "PROXY" := "Sending through a proxy server failed.",
        "NO_NAME_SERVERS" := "No configured server resolves SimpleX names.",
        "PROXY.proxyServer" := "Address of the proxy.",
        "PROXY.relayServer" := "Address of the destination server.",
        "RCP" := "Controlling one device from another failed.",
        "BROKER" := "A server cannot be reached or does not respond as it should.",
        "BROKER.brokerAddress"
          := "Address of the server with its fingerprint: `smp://fingerprint@host:port`. The \
             \fingerprint can be missing.",
        "AGENT" := "The other side sent something invalid.",
        "NOTICE" := "The operator of a server has a notice for its users.",
        "NOTICE.preset" := "True for a server that comes with SimpleX Chat.",
        "NOTICE.expiresAt"
          := "ISO 8601 time until which the notice holds. Absent when it has no end.",
        "INTERNAL" := "Internal error of the agent.",
        "INTERNAL.internalErr" := "Description for developers, in no fixed format.",
        "CRITICAL"
          := "An error that needs the attention of the operator. Log it, and restart \
             \if advised.",
        "CRITICAL.offerRestart" := "True when restarting the program may help.",
        "CRITICAL.criticalErr" := "Description of the error.",
        "INACTIVE" := "The agent is not active."
      ]
      & upperCase
