-- | Errors of the agent, the layer below chats that talks to messaging and file servers.
module Bots.API.Types.AgentErrors where

import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @CommandErrorType,
    declareType @ConnectionErrorType,
    declareType @CommandError,
    declareType @ClientNotice,
    declareType @BlockingReason,
    declareType @BlockingInfo,
    declareType @HandshakeError,
    declareType @TransportError,
    declareType @NetworkError,
    declareType @BrokerErrorType,
    declareType @ProxyError,
    declareType @ErrorType,
    declareType @ProxyClientError,
    declareType @XFTPErrorType,
    declareType @FileErrorType,
    declareType @RCErrorType,
    declareType @DroppedMsg,
    declareType @AgentCryptoError,
    declareType @SMPAgentError,
    declareType @AgentErrorType,
    declareType @SrvError
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
      [ "PROHIBITED" := "Not allowed in the current state. Accepting a contact request whose invitation is gone answers with it.",
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
      [ "NOT_FOUND" := "No such connection. After contacts or groups were deleted or left it arrives for a while as an event, and can be ignored.",
        "DUPLICATE" := "The connection exists already.",
        "SIMPLEX" := "The connection works in one direction only and lacks the queue for this operation.",
        "NOT_ACCEPTED" := "The other side did not accept in time.",
        "NOT_AVAILABLE" := "The connection did not become available in time."
      ]
      & upperCase

data CommandError
  = CommandErrorUnknown
  | CommandErrorSyntax
  | CommandErrorProhibited
  | CommandErrorNoAuth
  | CommandErrorHasAuth
  | CommandErrorNoEntity
  deriving (Eq, Show, Generic, Wire)

instance Declared CommandError where
  about =
    union
      "Why a server rejected a command of its protocol."
      [ "UNKNOWN" := "The server does not know the command.",
        "SYNTAX" := "The server cannot parse the command.",
        "PROHIBITED" := "The command is not allowed here.",
        "NO_AUTH" := "Credentials are missing.",
        "HAS_AUTH" := "Credentials are given where none are allowed.",
        "NO_ENTITY" := "The id of a queue or file is missing."
      ]
      & upperCase

data ClientNotice = ClientNotice
  { ttl :: Maybe Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ClientNotice where
  about =
    record
      "A notice that the operator of a server sends to clients."
      [ "ttl" := "For how many seconds the notice holds. Absent when it has no end."
      ]

data BlockingReason
  = BlockingReasonSpam
  | BlockingReasonContent
  deriving (Eq, Show, Generic, Wire)

instance Declared BlockingReason where
  about =
    enumeration
      "Why the operator of a server blocked a queue or file."
      [ "spam" := "Spam.",
        "content" := "Content that violates the operator's conditions."
      ]

data BlockingInfo = BlockingInfo
  { reason :: BlockingReason,
    notice :: Maybe ClientNotice
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared BlockingInfo where
  about =
    record
      "What the operator of a server says about something it blocked."
      []

data HandshakeError
  = HandshakeErrorParse
  | HandshakeErrorIdentity
  | HandshakeErrorBadAuth
  | HandshakeErrorBadService
  deriving (Eq, Show, Generic, Wire)

instance Declared HandshakeError where
  about =
    enumeration
      "Why the handshake with a server failed."
      [ "PARSE" := "The handshake cannot be parsed.",
        "IDENTITY" := "The server is not the one its address names: the fingerprint differs.",
        "BAD_AUTH" := "The authentication in the handshake is invalid.",
        "BAD_SERVICE" := "The service credentials in the handshake are invalid."
      ]
      & tagged
      & upperCase

data TransportError
  = TransportErrorBadBlock
  | TransportErrorVersion
  | TransportErrorLargeMsg
  | TransportErrorBadSession
  | TransportErrorNoServerAuth
  | TransportErrorHandshake {handshakeErr :: HandshakeError}
  deriving (Eq, Show, Generic, Wire)

instance Declared TransportError where
  about =
    union
      "Why the encrypted connection to a server cannot be used."
      [ "badBlock" := "A block is malformed.",
        "version" := "Client and server have no protocol version in common.",
        "largeMsg" := "The message does not fit into a block.",
        "badSession" := "The session id is wrong.",
        "noServerAuth" := "The server lacks the key that authentication needs.",
        "handshake" := "The handshake failed."
      ]

data NetworkError
  = NetworkErrorConnectError {connectError :: Text}
  | NetworkErrorTLSError {tlsError :: Text}
  | NetworkErrorUnknownCAError
  | NetworkErrorFailedError
  | NetworkErrorTimeoutError
  | NetworkErrorSubscribeError {subscribeError :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared NetworkError where
  about =
    union
      "Why a server cannot be reached."
      [ "connectError" := "No connection to the host.",
        "connectError.connectError" := "Text of the system error, such as a refused connection or an unknown host name.",
        "tLSError" := "The TLS connection failed.",
        "tLSError.tlsError" := "Description for developers, in no fixed format.",
        "unknownCAError" := "The certificate of the server comes from an unknown authority.",
        "failedError" := "The connection failed; nothing more is known.",
        "timeoutError" := "The server did not answer in time.",
        "subscribeError" := "Subscribing to messages failed.",
        "subscribeError.subscribeError" := "Description for developers, in no fixed format."
      ]

data BrokerErrorType
  = BrokerErrorTypeResponse {respErr :: Text}
  | BrokerErrorTypeUnexpected {respErr :: Text}
  | BrokerErrorTypeNetwork {networkError :: NetworkError}
  | BrokerErrorTypeHost
  | BrokerErrorTypeNoService
  | BrokerErrorTypeTransport {transportErr :: TransportError}
  | BrokerErrorTypeTimeout
  deriving (Eq, Show, Generic, Wire)

instance Declared BrokerErrorType where
  about =
    union
      "Why talking to a server failed, as seen from this side. Most of these pass, so that trying again later helps."
      [ "RESPONSE" := "The response cannot be parsed.",
        "RESPONSE.respErr" := "Description for developers, in no fixed format.",
        "UNEXPECTED" := "The response does not suit the command.",
        "UNEXPECTED.respErr" := "Description for developers, in no fixed format.",
        "NETWORK" := "The server cannot be reached. Check the network and the address, then try again.",
        "HOST" := "No host name of the server suits the network settings, for instance when it has an onion address only.",
        "NO_SERVICE" := "The required service is not available.",
        "TRANSPORT" := "The connection to the server cannot be used.",
        "TIMEOUT" := "The server did not respond in time. Whether it carried out the command is unknown."
      ]
      & upperCase

data ProxyError
  = ProxyErrorProtocol {protocolErr :: ErrorType}
  | ProxyErrorBroker {brokerErr :: BrokerErrorType}
  | ProxyErrorBasicAuth
  | ProxyErrorNoSession
  deriving (Eq, Show, Generic, Wire)

instance Declared ProxyError where
  about =
    union
      "What a proxy server reports when it cannot deliver a command to another server."
      [ "PROTOCOL" := "The destination server answered with an error.",
        "BROKER" := "The proxy could not talk to the destination server.",
        "BASIC_AUTH" := "The proxy rejects the password of its address.",
        "NO_SESSION" := "The proxy has no session with the destination server."
      ]
      & upperCase

data ErrorType
  = ErrorTypeBlock
  | ErrorTypeSession
  | ErrorTypeCmd {cmdErr :: CommandError}
  | ErrorTypeProxy {proxyErr :: ProxyError}
  | ErrorTypeAuth
  | ErrorTypeBlocked {blockInfo :: BlockingInfo}
  | ErrorTypeService
  | ErrorTypeCrypto
  | ErrorTypeQuota
  | ErrorTypeStore {storeErr :: Text}
  | ErrorTypeNoMsg
  | ErrorTypeLargeMsg
  | ErrorTypeExpired
  | ErrorTypeInternal
  | ErrorTypeDuplicate_
  deriving (Eq, Show, Generic, Wire)

instance Declared ErrorType where
  about =
    union
      "An error with which a messaging server answers."
      [ "BLOCK" := "The block is malformed.",
        "SESSION" := "The session id is wrong.",
        "CMD" := "The command is unknown or malformed.",
        "PROXY" := "The server acted as a proxy and could not deliver.",
        "AUTH" := "Not authorized, or no such queue: the link is invalid, used or deleted, or the other side deleted the connection. Trying again does not help.",
        "BLOCKED" := "The operator of the server blocked the queue.",
        "SERVICE" := "The service request is invalid.",
        "CRYPTO" := "Encryption or decryption failed.",
        "QUOTA" := "The queue is full, as the recipient has not fetched earlier messages.",
        "STORE" := "The server's store failed.",
        "STORE.storeErr" := "Description for developers, in no fixed format.",
        "NO_MSG" := "There is no message.",
        "LARGE_MSG" := "The message is too large.",
        "EXPIRED" := "The message has expired.",
        "INTERNAL" := "Internal error of the server.",
        "DUPLICATE_" := "Internal to the client; servers do not send it."
      ]
      & upperCase

data ProxyClientError
  = ProxyClientErrorProtocolError {protocolErr :: ErrorType}
  | ProxyClientErrorUnexpectedResponse {responseStr :: Text}
  | ProxyClientErrorResponseError {responseErr :: ErrorType}
  deriving (Eq, Show, Generic, Wire)

instance Declared ProxyClientError where
  about =
    union
      "Why sending through a proxy server failed."
      [ "protocolError" := "The destination server, or the proxy for it, answered with an error.",
        "unexpectedResponse" := "The response does not suit the command.",
        "unexpectedResponse.responseStr" := "The response as received.",
        "responseError" := "The response cannot be read."
      ]

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
        "AUTH" := "Not authorized, or no such file: it may have expired or been deleted. Ask the sender to send it again.",
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
      [ "NOT_APPROVED" := "The file is on servers that the user has not approved. Accept it again with `userApprovedRelays` to allow them.",
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
  deriving (Eq, Show, Generic, Wire)

instance Declared AgentCryptoError where
  about =
    union
      "Why a message cannot be decrypted. The core also has members here that its reference leaves out, such as `RATCHET_EARLIER` and `RATCHET_SKIPPED`."
      [ "DECRYPT_AES" := "The message body cannot be decrypted.",
        "DECRYPT_CB" := "The outer layer of encryption cannot be removed.",
        "RATCHET_HEADER" := "The header cannot be decrypted, for instance because one side restored an old database.",
        "RATCHET_SYNC" := "The encryption of both sides is out of step."
      ]
      & upperCase

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
        "A_VERSION" := "Both sides have no protocol version in common: one of them must be updated.",
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
      "An error of the agent, by where it comes from. `BROKER` and `PROXY` errors often pass; `SMP` and `XFTP` errors are answers of servers and mostly final."
      [ "CMD" := "The agent refused what was asked of it.",
        "CMD.errContext" := "More about the error, for developers. It can be empty.",
        "CONN" := "The connection does not exist or is in the wrong state.",
        "CONN.errContext" := "More about the error, for developers. It can be empty.",
        "NO_USER" := "The agent has no such user.",
        "SMP" := "A messaging server answered with an error.",
        "SMP.serverAddress" := "Address of the server with its fingerprint: `smp://fingerprint@host:port`.",
        "NTF" := "A server for push notifications answered with an error.",
        "XFTP" := "A file server answered with an error.",
        "FILE" := "A file cannot be transferred.",
        "PROXY" := "Sending through a proxy server failed.",
        "PROXY.proxyServer" := "Address of the proxy.",
        "PROXY.relayServer" := "Address of the destination server.",
        "RCP" := "Controlling one device from another failed.",
        "BROKER" := "A server cannot be reached or does not respond as it should.",
        "BROKER.brokerAddress" := "Address of the server with its fingerprint: `smp://fingerprint@host:port`. The fingerprint can be missing.",
        "AGENT" := "The other side sent something invalid.",
        "NOTICE" := "The operator of a server has a notice for its users.",
        "NOTICE.preset" := "True for a server that comes with SimpleX Chat.",
        "NOTICE.expiresAt" := "ISO 8601 time until which the notice holds. Absent when it has no end.",
        "INTERNAL" := "Internal error of the agent.",
        "INTERNAL.internalErr" := "Description for developers, in no fixed format.",
        "CRITICAL" := "An error that needs the attention of whoever runs the program. Log it, and restart if advised.",
        "CRITICAL.offerRestart" := "True when restarting the program may help.",
        "CRITICAL.criticalErr" := "Description of the error.",
        "INACTIVE" := "The agent is not active."
      ]
      & upperCase

data SrvError
  = SrvErrorHost
  | SrvErrorVersion
  | SrvErrorOther {srvError :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared SrvError where
  about =
    union
      "Why a server could not be used."
      [ "host" := "No host name of the server suits the network settings.",
        "version" := "Client and server have no protocol version in common.",
        "other" := "Any other reason.",
        "other.srvError" := "Description for developers, in no fixed format."
      ]
