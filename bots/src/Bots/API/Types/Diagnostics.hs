-- | What the core reports about its own work.
module Bots.API.Types.Diagnostics
  ( types,
    AgentLocks (..),
    TBQueueInfo (..),
    ClientInfo (..),
    AgentQueuesInfo (..),
    WorkersDetails (..),
    WorkersSummary (..),
    AgentWorkersDetails (..),
    AgentWorkersSummary (..),
    SubInfo (..),
    SubscriptionsInfo (..),
    SlowQueryStats (..),
    SlowSQLQuery (..),
    HelpSection (..),
  )
where

import Bots.API.Types.AgentErrors (AgentErrorType)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Map.Strict (Map)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @AgentLocks,
    declareType @TBQueueInfo,
    declareType @ClientInfo,
    declareType @AgentQueuesInfo,
    declareType @WorkersDetails,
    declareType @WorkersSummary,
    declareType @AgentWorkersDetails,
    declareType @AgentWorkersSummary,
    declareType @SubInfo,
    declareType @SubscriptionsInfo,
    declareType @SlowQueryStats,
    declareType @SlowSQLQuery,
    declareType @HelpSection
  ]

data AgentLocks = AgentLocks
  { connLocks :: Map Text Text,
    invLocks :: Map Text Text,
    delLock :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AgentLocks where
  about =
    record
      "Locks that the agent holds, by what they lock."
      [ "connLocks" := "By connection.",
        "invLocks" := "By invitation.",
        "delLock" := "The lock of deletions; absent when it is free."
      ]
      & undocumented

data TBQueueInfo = TBQueueInfo
  { qLength :: Int,
    qFull :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared TBQueueInfo where
  about =
    record
      "How full a queue inside the core is."
      []
      & undocumented

data ClientInfo
  = ClientInfoQueues {sndQInfo :: TBQueueInfo, rcvQInfo :: TBQueueInfo}
  | ClientInfoError {clientError :: (AgentErrorType, Maybe UTCTime)}
  | ClientInfoConnecting
  deriving (Eq, Show, Generic, Wire)

instance Declared ClientInfo where
  about =
    union
      "The connection of the core to a server."
      [ "queues" := "Connected, with its queues.",
        "error" := "Failed, with the error and until when it counts.",
        "connecting" := "Being connected."
      ]
      & undocumented

data AgentQueuesInfo = AgentQueuesInfo
  { msgQInfo :: TBQueueInfo,
    subQInfo :: TBQueueInfo,
    smpClientsQueues :: Map Text (Int, UTCTime, ClientInfo)
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AgentQueuesInfo where
  about =
    record
      "How full the queues inside the agent are."
      []
      & undocumented

data WorkersDetails = WorkersDetails
  { restarts :: Int,
    hasWork :: Bool,
    hasAction :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared WorkersDetails where
  about =
    record
      "A worker of the agent, and whether it has work."
      []
      & undocumented

data WorkersSummary = WorkersSummary
  { numActive :: Int,
    numIdle :: Int,
    totalRestarts :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared WorkersSummary where
  about =
    record
      "Workers of the agent in numbers."
      []
      & undocumented

data AgentWorkersDetails = AgentWorkersDetails
  { smpClients :: [Text],
    ntfClients :: [Text],
    xftpClients :: [Text],
    smpDeliveryWorkers :: Map Text WorkersDetails,
    asyncCmdWorkers :: Map Text WorkersDetails,
    smpSubWorkers :: [Text],
    ntfWorkers :: Map Text WorkersDetails,
    ntfSMPWorkers :: Map Text WorkersDetails,
    xftpRcvWorkers :: Map Text WorkersDetails,
    xftpSndWorkers :: Map Text WorkersDetails,
    xftpDelWorkers :: Map Text WorkersDetails
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AgentWorkersDetails where
  about =
    record
      "The workers of the agent, by what they work on."
      []
      & undocumented

data AgentWorkersSummary = AgentWorkersSummary
  { smpClientsCount :: Int,
    ntfClientsCount :: Int,
    xftpClientsCount :: Int,
    smpDeliveryWorkersCount :: WorkersSummary,
    asyncCmdWorkersCount :: WorkersSummary,
    smpSubWorkersCount :: Int,
    ntfWorkersCount :: WorkersSummary,
    ntfSMPWorkersCount :: WorkersSummary,
    xftpRcvWorkersCount :: WorkersSummary,
    xftpSndWorkersCount :: WorkersSummary,
    xftpDelWorkersCount :: WorkersSummary
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AgentWorkersSummary where
  about =
    record
      "The workers of the agent in numbers."
      []
      & undocumented

data SubInfo = SubInfo
  { userId :: Int64,
    server :: Text,
    rcvId :: Text,
    subError :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SubInfo where
  about =
    record
      "A subscription of a queue."
      []
      & undocumented

data SubscriptionsInfo = SubscriptionsInfo
  { activeSubscriptions :: [SubInfo],
    pendingSubscriptions :: [SubInfo],
    removedSubscriptions :: [SubInfo]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SubscriptionsInfo where
  about =
    record
      "The subscriptions of all queues."
      []
      & undocumented

data SlowQueryStats = SlowQueryStats
  { count :: Int64,
    timeMax :: Int64,
    timeAvg :: Int64,
    errs :: Map Text Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SlowQueryStats where
  about =
    record
      "How often a query was slow, and how slow, in milliseconds."
      []
      & undocumented

data SlowSQLQuery = SlowSQLQuery
  { query :: Text,
    queryStats :: SlowQueryStats
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SlowSQLQuery where
  about =
    record
      "A slow query of the database."
      []
      & undocumented

data HelpSection
  = HelpSectionMain
  | HelpSectionFiles
  | HelpSectionGroups
  | HelpSectionContacts
  | HelpSectionMyAddress
  | HelpSectionIncognito
  | HelpSectionMarkdown
  | HelpSectionMessages
  | HelpSectionRemote
  | HelpSectionSettings
  | HelpSectionDatabase
  deriving (Eq, Show, Generic, Wire)

instance Declared HelpSection where
  about =
    enumeration
      "A chapter of the help of the terminal app."
      [ "main" := "The overview.",
        "files" := "Sending and receiving files.",
        "groups" := "Making and using groups.",
        "contacts" := "Connecting with contacts.",
        "myAddress" := "The contact address.",
        "incognito" := "Connecting with a random profile.",
        "markdown" := "Formats of texts.",
        "messages" := "Sending messages.",
        "remote" := "Controlling another device.",
        "settings" := "Settings of the app.",
        "database" := "The database and its encryption."
      ]
      & undocumented
