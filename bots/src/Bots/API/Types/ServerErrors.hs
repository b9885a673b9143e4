-- | Errors that servers, proxies and the connections to them give.
module Bots.API.Types.ServerErrors
  ( types,
    CommandError (..),
    ClientNotice (..),
    BlockingReason (..),
    BlockingInfo (..),
    HandshakeError (..),
    TransportError (..),
    NetworkError (..),
    BrokerErrorType (..),
    ProxyError (..),
    ErrorType (..),
    ProxyClientError (..),
    SrvError (..),
    NameErrorType (..),
    ProtocolType (..),
  )
where

import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @CommandError,
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
    declareType @SrvError,
    declareType @NameErrorType,
    declareType @ProtocolType
  ]

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
        "connectError.connectError"
          := "Text of the system error, such as a refused connection or an unknown host name.",
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
      "Why talking to a server failed, as seen from this side. Most of these pass, so that trying \
      \again later helps."
      [ "RESPONSE" := "The response cannot be parsed.",
        "RESPONSE.respErr" := "Description for developers, in no fixed format.",
        "UNEXPECTED" := "The response does not suit the command.",
        "UNEXPECTED.respErr" := "Description for developers, in no fixed format.",
        "NETWORK"
          := "The server cannot be reached. Check the network and the address, then try again.",
        "HOST"
          := "No host name of the server suits the network settings, for instance when it has an \
             \onion address only.",
        "NO_SERVICE" := "The required service is not available.",
        "TRANSPORT" := "The connection to the server cannot be used.",
        "TIMEOUT"
          := "The server did not respond in time. Whether it carried out the command is unknown."
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
  | ErrorTypeName {nameErr :: NameErrorType}
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
        "AUTH"
          := "Not authorized, or no such queue: the link is invalid, used or deleted, or the \
             \other side deleted the connection. Trying again does not help.",
        "BLOCKED" := "The operator of the server blocked the queue.",
        "SERVICE" := "The service request is invalid.",
        "CRYPTO" := "Encryption or decryption failed.",
        "QUOTA" := "The queue is full, as the recipient has not fetched earlier messages.",
        "STORE" := "The server's store failed.",
        "STORE.storeErr" := "Description for developers, in no fixed format.",
        "NO_MSG" := "There is no message.",
        "LARGE_MSG" := "The message is too large.",
        "EXPIRED" := "The message has expired.",
        "NAME" := "A SimpleX name cannot be resolved.",
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

data NameErrorType
  = NameErrorTypeNoResolver
  | NameErrorTypeNotFound
  | NameErrorTypeResolver {resolverErr :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared NameErrorType where
  about =
    union
      "Why a server cannot resolve a SimpleX name."
      [ "NO_RESOLVER" := "The server resolves no names.",
        "NOT_FOUND" := "The name is not registered.",
        "RESOLVER" := "The resolver behind the server failed.",
        "RESOLVER.resolverErr" := "What the resolver said, for logs."
      ]
      & upperCase

data ProtocolType
  = ProtocolTypeSmp
  | ProtocolTypeNtf
  | ProtocolTypeXftp
  deriving (Eq, Show, Generic, Wire)

instance Declared ProtocolType where
  about =
    enumeration
      "The kind of a server."
      [ "smp" := "Messages.",
        "ntf" := "Push notifications.",
        "xftp" := "Files."
      ]
      & undocumented
