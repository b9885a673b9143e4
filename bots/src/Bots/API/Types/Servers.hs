-- | Servers, their operators, and tests of them.
module Bots.API.Types.Servers
  ( types,
    ProtocolTestStep (..),
    ProtocolTestFailure (..),
    RelayTestStep (..),
    RelayTestFailure (..),
    OperatorTag (..),
    ConditionsAcceptance (..),
    ServerRoles (..),
    ServerOperator (..),
    UsageConditions (..),
    UsageConditionsAction (..),
    ServerOperatorConditions (..),
    RolesText (..),
    ServerOperatorRoles (..),
    CLINewRelay (..),
    UserServer (..),
    UserOperatorServers (..),
    UpdatedUserServer (..),
    UpdatedUserChatRelay (..),
    UpdatedUserOperatorServers (..),
    UserServersError (..),
    UserServersWarning (..),
  )
where

import Bots.API.Types.AgentErrors (AgentErrorType)
import Bots.API.Types.ChatErrors (ChatError)
import Bots.API.Types.Relays (RelayProfile, UserChatRelay)
import Bots.API.Types.ServerErrors (ProtocolType)
import Bots.API.Types.Users (User)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @ProtocolTestStep,
    declareType @ProtocolTestFailure,
    declareType @RelayTestStep,
    declareType @RelayTestFailure,
    declareType @OperatorTag,
    declareType @ConditionsAcceptance,
    declareType @ServerRoles,
    declareType @ServerOperator,
    declareType @UsageConditions,
    declareType @UsageConditionsAction,
    declareType @ServerOperatorConditions,
    declareType @RolesText,
    declareType @ServerOperatorRoles,
    declareType @CLINewRelay,
    declareType @UserServer,
    declareType @UserOperatorServers,
    declareType @UpdatedUserServer,
    declareType @UpdatedUserChatRelay,
    declareType @UpdatedUserOperatorServers,
    declareType @UserServersError,
    declareType @UserServersWarning
  ]

data ProtocolTestStep
  = ProtocolTestStepConnect
  | ProtocolTestStepDisconnect
  | ProtocolTestStepCreateQueue
  | ProtocolTestStepSecureQueue
  | ProtocolTestStepDeleteQueue
  | ProtocolTestStepCreateFile
  | ProtocolTestStepUploadFile
  | ProtocolTestStepDownloadFile
  | ProtocolTestStepCompareFile
  | ProtocolTestStepDeleteFile
  | ProtocolTestStepCreateNtfToken
  | ProtocolTestStepDeleteNtfToken
  deriving (Eq, Show, Generic, Wire)

instance Declared ProtocolTestStep where
  about =
    enumeration
      "The step of a server test that failed."
      [ "connect" := "Connecting to the server.",
        "disconnect" := "Closing the connection.",
        "createQueue" := "Creating a message queue.",
        "secureQueue" := "Securing the queue with a key.",
        "deleteQueue" := "Deleting the queue again.",
        "createFile" := "Creating a file.",
        "uploadFile" := "Uploading the file.",
        "downloadFile" := "Downloading the file.",
        "compareFile" := "Comparing the downloaded file with the original.",
        "deleteFile" := "Deleting the file again.",
        "createNtfToken" := "Registering a notification token.",
        "deleteNtfToken" := "Deleting the token again."
      ]
      & undocumented

data ProtocolTestFailure = ProtocolTestFailure
  { testStep :: ProtocolTestStep,
    testError :: AgentErrorType
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ProtocolTestFailure where
  about =
    record
      "Where and why a server test failed."
      []
      & undocumented

data RelayTestStep
  = RelayTestStepGetLink
  | RelayTestStepDecodeLink
  | RelayTestStepConnect
  | RelayTestStepWaitResponse
  | RelayTestStepVerify
  deriving (Eq, Show, Generic, Wire)

instance Declared RelayTestStep where
  about =
    enumeration
      "Step of a test of a chat relay."
      [ "getLink" := "Reading the data of its link.",
        "decodeLink" := "Decoding the data of the relay's link.",
        "connect" := "Connecting to the relay.",
        "waitResponse" := "Waiting for its answer.",
        "verify" := "Verifying the answer."
      ]
      & undocumented

data RelayTestFailure = RelayTestFailure
  { rtfStep :: RelayTestStep,
    rtfError :: ChatError
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RelayTestFailure where
  about =
    record
      "Where and why the test of a chat relay failed."
      []
      & undocumented

data OperatorTag
  = OperatorTagSimplex
  | OperatorTagFlux
  deriving (Eq, Show, Generic, Wire)

instance Declared OperatorTag where
  about =
    enumeration
      "An operator of servers that the core knows."
      [ "simplex" := "SimpleX Chat.",
        "flux" := "Flux."
      ]
      & undocumented

data ConditionsAcceptance
  = ConditionsAcceptanceAccepted {acceptedAt :: Maybe UTCTime, autoAccepted :: Bool}
  | ConditionsAcceptanceRequired {deadline :: Maybe UTCTime}
  deriving (Eq, Show, Generic, Wire)

instance Declared ConditionsAcceptance where
  about =
    union
      "Whether the conditions of an operator are accepted."
      [ "accepted" := "The user has accepted them.",
        "required" := "The user has to accept them before the deadline."
      ]
      & undocumented

data ServerRoles = ServerRoles
  { storage :: Bool,
    proxy :: Bool,
    names :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ServerRoles where
  about =
    record
      "What the servers of an operator are used for."
      [ "storage" := "Receiving messages or storing files.",
        "proxy" := "Forwarding.",
        "names" := "Resolving SimpleX names."
      ]
      & undocumented

data ServerOperator = ServerOperator
  { operatorId :: Int64,
    operatorTag :: Maybe OperatorTag,
    tradeName :: Text,
    legalName :: Maybe Text,
    serverDomains :: [Text],
    conditionsAcceptance :: ConditionsAcceptance,
    enabled :: Bool,
    smpRoles :: ServerRoles,
    xftpRoles :: ServerRoles
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ServerOperator where
  about =
    record
      "An operator of servers, with what its servers are used for."
      [ "operatorId" := "Id for commands.",
        "operatorTag" := "Set for the operators that the core knows.",
        "tradeName" := "The name to show.",
        "legalName" := "The name of the company.",
        "serverDomains" := "Domains of its servers.",
        "conditionsAcceptance" := "Whether its conditions of use were accepted.",
        "enabled" := "Whether its servers are used at all.",
        "smpRoles" := "What its message servers are used for.",
        "xftpRoles" := "What its file servers are used for."
      ]
      & undocumented

data UsageConditions = UsageConditions
  { conditionsId :: Int64,
    conditionsCommit :: Text,
    notifiedAt :: Maybe UTCTime,
    createdAt :: UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UsageConditions where
  about =
    record
      "A version of the conditions of use."
      [ "conditionsId" := "Id for commands.",
        "conditionsCommit" := "The commit of their text.",
        "notifiedAt" := "When they were shown to the user; absent before.",
        "createdAt" := "When the core learned of them."
      ]
      & undocumented

data UsageConditionsAction
  = UsageConditionsActionReview
      { operators :: [ServerOperator],
        deadline :: Maybe UTCTime,
        showNotice :: Bool
      }
  | UsageConditionsActionAccepted {operators :: [ServerOperator]}
  deriving (Eq, Show, Generic, Wire)

instance Declared UsageConditionsAction where
  about =
    union
      "What the user has to do about the conditions."
      [ "review" := "Read and accept them.",
        "accepted" := "Nothing: they are accepted."
      ]
      & undocumented

data ServerOperatorConditions = ServerOperatorConditions
  { serverOperators :: [ServerOperator],
    currentConditions :: UsageConditions,
    conditionsAction :: Maybe UsageConditionsAction
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ServerOperatorConditions where
  about =
    record
      "Operators with the state of their conditions."
      [ "serverOperators" := "All operators.",
        "currentConditions" := "The newest conditions.",
        "conditionsAction" := "What the user has to do; absent for nothing."
      ]
      & undocumented

data RolesText
  = RolesTextOff
  | RolesTextProxy
  | RolesTextStorage
  | RolesTextOn
  deriving (Eq, Show, Generic, Wire)

instance Declared RolesText where
  about =
    enumeration
      "What the servers of an operator are used for, as commands write it."
      [ "off" := "Used for nothing.",
        "proxy" := "Only used to forward messages.",
        "storage" := "Only used for own queues and files.",
        "on" := "Used for everything."
      ]
      & undocumented

data ServerOperatorRoles = ServerOperatorRoles
  { operatorId :: Int64,
    enabled :: Bool,
    smpRoles :: Maybe RolesText,
    xftpRoles :: Maybe RolesText
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ServerOperatorRoles where
  about =
    record
      "Turns an operator on or off, as in `1:on:smp=proxy`."
      [ "smpRoles" := "Absent for all.",
        "xftpRoles" := "Absent for all."
      ]
      & undocumented
      & textual
        ( number "operatorId" <> ":" <> switch "enabled"
            <> optional "smpRoles" (":smp=" <> choice "smpRoles")
            <> optional "xftpRoles" (":xftp=" <> choice "xftpRoles")
        )

data CLINewRelay = CLINewRelay
  { name :: Text,
    address :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CLINewRelay where
  about =
    record
      "A chat relay to add, as in `name=relay1 LINK`."
      []
      & undocumented
      & textual
        ( "name=" <> word "name" <> " " <> word "address"
        )

data UserServer = UserServer
  { serverId :: Int64,
    server :: Text,
    preset :: Bool,
    tested :: Maybe Bool,
    enabled :: Bool,
    deleted :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserServer where
  about =
    record
      "A configured server of a user."
      [ "serverId" := "Id in the database.",
        "server" := "The address with its fingerprint.",
        "preset" := "Whether it came with the core.",
        "tested" := "The result of the last test; absent before.",
        "enabled" := "Whether new connections and files use it.",
        "deleted" := "Whether it is to be removed."
      ]
      & undocumented

data UserOperatorServers = UserOperatorServers
  { operator :: Maybe ServerOperator,
    smpServers :: [UserServer],
    xftpServers :: [UserServer],
    chatRelays :: [UserChatRelay]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserOperatorServers where
  about =
    record
      "The configured servers of one operator, or those without an operator."
      [ "operator" := "Absent for servers of no known operator.",
        "smpServers" := "Message servers.",
        "xftpServers" := "File servers.",
        "chatRelays" := "Relays of channels."
      ]
      & undocumented

data UpdatedUserServer = UpdatedUserServer
  { serverId :: Maybe Int64,
    server :: Text,
    preset :: Bool,
    tested :: Maybe Bool,
    enabled :: Bool,
    deleted :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UpdatedUserServer where
  about =
    record
      "A server to configure, new or known."
      [ "serverId" := "Absent for a new one.",
        "server" := "The address with its fingerprint.",
        "preset" := "Whether it came with the core.",
        "tested" := "The result of the last test; absent before.",
        "enabled" := "Whether new connections and files use it.",
        "deleted" := "Whether to remove it."
      ]
      & undocumented

data UpdatedUserChatRelay = UpdatedUserChatRelay
  { chatRelayId :: Maybe Int64,
    address :: Text,
    relayProfile :: RelayProfile,
    domains :: [Text],
    preset :: Bool,
    tested :: Maybe Bool,
    enabled :: Bool,
    deleted :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UpdatedUserChatRelay where
  about =
    record
      "A chat relay to configure, new or known."
      [ "chatRelayId" := "Absent for a new one.",
        "address" := "The link of the relay.",
        "relayProfile" := "The profile that the relay shows.",
        "domains" := "Domains of the relay.",
        "preset" := "Whether it came with the core.",
        "tested" := "The result of the last test; absent before.",
        "enabled" := "Whether new channels use it.",
        "deleted" := "Whether to remove it."
      ]
      & undocumented

data UpdatedUserOperatorServers = UpdatedUserOperatorServers
  { operator :: Maybe ServerOperator,
    smpServers :: [UpdatedUserServer],
    xftpServers :: [UpdatedUserServer],
    chatRelays :: [UpdatedUserChatRelay]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UpdatedUserOperatorServers where
  about =
    record
      "The servers to configure for one operator. An UserOperatorServers can be sent as it came."
      [ "operator" := "Absent for servers of no known operator.",
        "smpServers" := "Message servers.",
        "xftpServers" := "File servers.",
        "chatRelays" := "Relays of channels."
      ]
      & undocumented

data UserServersError
  = UserServersErrorNoServers {protocol :: ProtocolType, user :: Maybe User}
  | UserServersErrorStorageMissing {protocol :: ProtocolType, user :: Maybe User}
  | UserServersErrorProxyMissing {protocol :: ProtocolType, user :: Maybe User}
  | UserServersErrorDuplicateServer
      { protocol :: ProtocolType,
        duplicateServer :: Text,
        duplicateHost :: Text
      }
  | UserServersErrorDuplicateChatRelayAddress {duplicateChatRelay :: Text, duplicateAddress :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared UserServersError where
  about =
    union
      "Why a choice of servers cannot be used."
      [ "noServers" := "No server of this kind is enabled.",
        "storageMissing" := "No server of this kind stores anything.",
        "proxyMissing" := "No server of this kind forwards.",
        "duplicateServer" := "A server occurs twice.",
        "duplicateChatRelayAddress" := "The address of a chat relay occurs twice."
      ]
      & undocumented

data UserServersWarning
  = UserServersWarningNoChatRelays {user :: Maybe User}
  | UserServersWarningNoNamesServers {user :: Maybe User}
  deriving (Eq, Show, Generic, Wire)

instance Declared UserServersWarning where
  about =
    union
      "What a choice of servers lacks."
      [ "noChatRelays" := "No chat relay is enabled, so no channel can be created.",
        "noNamesServers" := "No server resolves SimpleX names."
      ]
      & undocumented
