-- | Commands about servers, their operators and chat relays.
module Bots.API.Commands.Servers
  ( commands,
    GetUserProtoServers (..),
    SetUserProtoServers (..),
    APITestProtoServer (..),
    TestProtoServer (..),
    APIGetUserServers (..),
    APISetUserServers (..),
    APIValidateServers (..),
    APIGetServerOperators (..),
    APISetServerOperators (..),
    SetServerOperators (..),
    APIGetUsageConditions (..),
    APISetConditionsNotified (..),
    APIAcceptConditions (..),
    GetUserChatRelays (..),
    SetUserChatRelays (..),
    APITestChatRelay (..),
    TestChatRelay (..),
  )
where

import Bots.API.Types.ServerErrors (ProtocolType)
import Bots.API.Types.Servers
  ( CLINewRelay,
    ServerOperator,
    ServerOperatorRoles,
    UpdatedUserOperatorServers,
  )
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @GetUserProtoServers,
    -- Before the list of servers, as in the core: `/smp test` is no list that begins with `test`.
    declareCommand @TestProtoServer,
    declareCommand @SetUserProtoServers,
    declareCommand @APITestProtoServer,
    declareCommand @APIGetUserServers,
    declareCommand @APISetUserServers,
    declareCommand @APIValidateServers,
    declareCommand @APIGetServerOperators,
    declareCommand @APISetServerOperators,
    declareCommand @SetServerOperators,
    declareCommand @APIGetUsageConditions,
    declareCommand @APISetConditionsNotified,
    declareCommand @APIAcceptConditions,
    declareCommand @GetUserChatRelays,
    declareCommand @SetUserChatRelays,
    declareCommand @APITestChatRelay,
    declareCommand @TestChatRelay
  ]

data GetUserProtoServers = GetUserProtoServers
  { serverProtocol :: ProtocolType
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GetUserProtoServers where
  about =
    record
      "Lists the servers of one kind of the active user. Answers `userServers`."
      [ "serverProtocol" := "Only `smp` and `xftp`."
      ]
      & undocumented

instance Command GetUserProtoServers where
  syntax = "/" <> choiceOf [("smp", "smp"), ("xftp", "xftp")] "serverProtocol"
  network = NoNetwork
  answers = ["userServers", "chatCmdError"]

data SetUserProtoServers = SetUserProtoServers
  { serverProtocol :: ProtocolType,
    servers :: NonEmpty Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetUserProtoServers where
  about =
    record
      "Replaces the servers of one kind of the active user; the preset ones are turned off. \
      \Answers `cmdOk`."
      [ "serverProtocol" := "Only `smp` and `xftp`."
      ]
      & undocumented

instance Command SetUserProtoServers where
  syntax =
    "/"
      <> choiceOf [("smp", "smp"), ("xftp", "xftp")] "serverProtocol"
      <> " "
      <> wordsOf "servers"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APITestProtoServer = APITestProtoServer
  { userId :: Int64,
    server :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APITestProtoServer where
  about =
    record
      "Tests a server by connecting and using it. Answers `serverTestResult`."
      []
      & undocumented

instance Command APITestProtoServer where
  syntax = "/_server test " <> number "userId" <> " " <> word "server"
  network = Interactive
  answers = ["serverTestResult", "chatCmdError"]

data TestProtoServer = TestProtoServer
  { serverProtocol :: ProtocolType,
    server :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared TestProtoServer where
  about =
    record
      "Tests a server as the active user. Answers `serverTestResult`."
      []
      & undocumented

instance Command TestProtoServer where
  syntax =
    "/"
      <> choiceOf [("smp", "smp"), ("xftp", "xftp"), ("ntf", "ntf")] "serverProtocol"
      <> " test "
      <> word "server"
  network = Interactive
  answers = ["serverTestResult", "chatCmdError"]

data APIGetUserServers = APIGetUserServers
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetUserServers where
  about =
    record
      "Lists the servers of a user by operator. Answers `userServers`."
      []
      & undocumented

instance Command APIGetUserServers where
  syntax = "/_servers " <> number "userId"
  network = NoNetwork
  answers = ["userServers", "chatCmdError"]

data APISetUserServers = APISetUserServers
  { userId :: Int64,
    userServers :: NonEmpty UpdatedUserOperatorServers
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetUserServers where
  about =
    record
      "Changes the servers of a user. Answers `cmdOk`."
      []
      & undocumented

instance Command APISetUserServers where
  syntax = "/_servers " <> number "userId" <> " " <> json "userServers"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APIValidateServers = APIValidateServers
  { userId :: Int64,
    userServers :: NonEmpty UpdatedUserOperatorServers
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIValidateServers where
  about =
    record
      "Checks a change of servers. Answers `userServersValidation`."
      []
      & undocumented

instance Command APIValidateServers where
  syntax = "/_validate_servers " <> number "userId" <> " " <> json "userServers"
  network = NoNetwork
  answers = ["userServersValidation", "chatCmdError"]

data APIGetServerOperators = APIGetServerOperators
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetServerOperators where
  about =
    record
      "Lists the operators of servers. Answers `serverOperatorConditions`."
      []
      & undocumented

instance Command APIGetServerOperators where
  syntax = "/_operators"
  network = NoNetwork
  answers = ["serverOperatorConditions", "chatCmdError"]

data APISetServerOperators = APISetServerOperators
  { operators :: NonEmpty ServerOperator
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetServerOperators where
  about =
    record
      "Changes the operators of servers. Answers `serverOperatorConditions`."
      []
      & undocumented

instance Command APISetServerOperators where
  syntax = "/_operators " <> json "operators"
  network = NoNetwork
  answers = ["serverOperatorConditions", "chatCmdError"]

data SetServerOperators = SetServerOperators
  { operatorRoles :: NonEmpty ServerOperatorRoles
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetServerOperators where
  about =
    record
      "Turns operators of servers on or off. Answers `serverOperatorConditions`."
      []
      & undocumented

instance Command SetServerOperators where
  syntax = "/operators " <> textsBy "," "operatorRoles"
  network = NoNetwork
  answers = ["serverOperatorConditions", "chatCmdError"]

data APIGetUsageConditions = APIGetUsageConditions
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetUsageConditions where
  about =
    record
      "Reads the conditions of use. Answers `usageConditions`."
      []
      & undocumented

instance Command APIGetUsageConditions where
  syntax = "/_conditions"
  network = NoNetwork
  answers = ["usageConditions", "chatCmdError"]

data APISetConditionsNotified = APISetConditionsNotified
  { conditionsId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetConditionsNotified where
  about =
    record
      "Notes that the conditions were shown. Answers `cmdOk`."
      []
      & undocumented

instance Command APISetConditionsNotified where
  syntax = "/_conditions_notified " <> number "conditionsId"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APIAcceptConditions = APIAcceptConditions
  { conditionsId :: Int64,
    operatorIds :: NonEmpty Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAcceptConditions where
  about =
    record
      "Accepts the conditions of operators. Answers `serverOperatorConditions`."
      []
      & undocumented

instance Command APIAcceptConditions where
  syntax = "/_accept_conditions " <> number "conditionsId" <> " " <> numbers "operatorIds"
  network = NoNetwork
  answers = ["serverOperatorConditions", "chatCmdError"]

data GetUserChatRelays = GetUserChatRelays
  deriving (Eq, Show, Generic, Wire)

instance Declared GetUserChatRelays where
  about =
    record
      "Lists the chat relays of the active user. Answers `userServers`."
      []
      & undocumented

instance Command GetUserChatRelays where
  syntax = "/relays"
  network = NoNetwork
  answers = ["userServers", "chatCmdError"]

data SetUserChatRelays = SetUserChatRelays
  { relays :: NonEmpty CLINewRelay
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetUserChatRelays where
  about =
    record
      "Replaces the chat relays of the active user. Answers `cmdOk`."
      []
      & undocumented

instance Command SetUserChatRelays where
  syntax = "/relays " <> textsBy " " "relays"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APITestChatRelay = APITestChatRelay
  { userId :: Int64,
    address :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APITestChatRelay where
  about =
    record
      "Tests a chat relay, which has to answer within 40 seconds. Answers `chatRelayTestResult`."
      []
      & undocumented

instance Command APITestChatRelay where
  syntax = "/_relay test " <> number "userId" <> " " <> word "address"
  network = Interactive
  answers = ["chatRelayTestResult", "chatCmdError"]

data TestChatRelay = TestChatRelay
  { address :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared TestChatRelay where
  about =
    record
      "Tests a chat relay as the active user. Answers `chatRelayTestResult`."
      []
      & undocumented

instance Command TestChatRelay where
  syntax = "/relay test " <> word "address"
  network = Interactive
  answers = ["chatRelayTestResult", "chatCmdError"]
