-- | Statistics of servers.
module Bots.API.Types.ServerStats
  ( types,
    ServerSessions (..),
    SMPServerSubs (..),
    AgentSMPServerStatsData (..),
    AgentXFTPServerStatsData (..),
    AgentNtfServerStatsData (..),
    SMPTotals (..),
    XFTPTotals (..),
    NtfTotals (..),
    SMPServerSummary (..),
    XFTPServerSummary (..),
    NtfServerSummary (..),
    SMPServersSummary (..),
    XFTPServersSummary (..),
    NtfServersSummary (..),
    PresentedServersSummary (..),
  )
where

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
  [ declareType @ServerSessions,
    declareType @SMPServerSubs,
    declareType @AgentSMPServerStatsData,
    declareType @AgentXFTPServerStatsData,
    declareType @AgentNtfServerStatsData,
    declareType @SMPTotals,
    declareType @XFTPTotals,
    declareType @NtfTotals,
    declareType @SMPServerSummary,
    declareType @XFTPServerSummary,
    declareType @NtfServerSummary,
    declareType @SMPServersSummary,
    declareType @XFTPServersSummary,
    declareType @NtfServersSummary,
    declareType @PresentedServersSummary
  ]

data ServerSessions = ServerSessions
  { ssConnected :: Int,
    ssErrors :: Int,
    ssConnecting :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ServerSessions where
  about =
    record
      "Sessions with one or several servers."
      [ "ssConnected" := "Connections that work.",
        "ssErrors" := "Connections that failed.",
        "ssConnecting" := "Connections that are being made."
      ]
      & undocumented

data SMPServerSubs = SMPServerSubs
  { ssActive :: Int,
    ssPending :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SMPServerSubs where
  about =
    record
      "Subscriptions at one or several message servers."
      []
      & undocumented

data AgentSMPServerStatsData = AgentSMPServerStatsData
  { _sentDirect :: Int,
    _sentViaProxy :: Int,
    _sentProxied :: Int,
    _sentDirectAttempts :: Int,
    _sentViaProxyAttempts :: Int,
    _sentProxiedAttempts :: Int,
    _sentAuthErrs :: Int,
    _sentQuotaErrs :: Int,
    _sentExpiredErrs :: Int,
    _sentOtherErrs :: Int,
    _recvMsgs :: Int,
    _recvDuplicates :: Int,
    _recvCryptoErrs :: Int,
    _recvErrs :: Int,
    _ackMsgs :: Int,
    _ackAttempts :: Int,
    _ackNoMsgErrs :: Int,
    _ackOtherErrs :: Int,
    _connCreated :: Int,
    _connSecured :: Int,
    _connCompleted :: Int,
    _connDeleted :: Int,
    _connDelAttempts :: Int,
    _connDelErrs :: Int,
    _connSubscribed :: Int,
    _connSubAttempts :: Int,
    _connSubIgnored :: Int,
    _connSubErrs :: Int,
    _ntfKey :: Int,
    _ntfKeyAttempts :: Int,
    _ntfKeyDeleted :: Int,
    _ntfKeyDeleteAttempts :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AgentSMPServerStatsData where
  about =
    record
      "Counters of a message server since the statistics began."
      []
      & undocumented

data AgentXFTPServerStatsData = AgentXFTPServerStatsData
  { _uploads :: Int,
    _uploadsSize :: Int64,
    _uploadAttempts :: Int,
    _uploadErrs :: Int,
    _downloads :: Int,
    _downloadsSize :: Int64,
    _downloadAttempts :: Int,
    _downloadAuthErrs :: Int,
    _downloadErrs :: Int,
    _deletions :: Int,
    _deleteAttempts :: Int,
    _deleteErrs :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AgentXFTPServerStatsData where
  about =
    record
      "Counters of a file server since the statistics began."
      []
      & undocumented

data AgentNtfServerStatsData = AgentNtfServerStatsData
  { _ntfCreated :: Int,
    _ntfCreateAttempts :: Int,
    _ntfChecked :: Int,
    _ntfCheckAttempts :: Int,
    _ntfDeleted :: Int,
    _ntfDelAttempts :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AgentNtfServerStatsData where
  about =
    record
      "Counters of a notification server since the statistics began."
      []
      & undocumented

data SMPTotals = SMPTotals
  { sessions :: ServerSessions,
    subs :: SMPServerSubs,
    stats :: AgentSMPServerStatsData
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SMPTotals where
  about =
    record
      "Totals over all message servers."
      []
      & undocumented

data XFTPTotals = XFTPTotals
  { sessions :: ServerSessions,
    stats :: AgentXFTPServerStatsData
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared XFTPTotals where
  about =
    record
      "Totals over all file servers."
      []
      & undocumented

data NtfTotals = NtfTotals
  { sessions :: ServerSessions,
    stats :: AgentNtfServerStatsData
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared NtfTotals where
  about =
    record
      "Totals over all notification servers."
      []
      & undocumented

data SMPServerSummary = SMPServerSummary
  { smpServer :: Text,
    known :: Maybe Bool,
    sessions :: Maybe ServerSessions,
    subs :: Maybe SMPServerSubs,
    stats :: Maybe AgentSMPServerStatsData
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SMPServerSummary where
  about =
    record
      "Statistics of a message server."
      [ "known" := "Whether it is among the configured servers.",
        "smpServer" := "The address of the server.",
        "sessions" := "Connections to it.",
        "subs" := "Queues on it; absent when there are none.",
        "stats" := "Counters; absent when nothing was counted."
      ]
      & undocumented

data XFTPServerSummary = XFTPServerSummary
  { xftpServer :: Text,
    known :: Maybe Bool,
    sessions :: Maybe ServerSessions,
    stats :: Maybe AgentXFTPServerStatsData,
    rcvInProgress :: Bool,
    sndInProgress :: Bool,
    delInProgress :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared XFTPServerSummary where
  about =
    record
      "Statistics of a file server."
      [ "xftpServer" := "The address of the server.",
        "known" := "Whether it is configured.",
        "sessions" := "Connections to it.",
        "stats" := "Counters; absent when nothing was counted.",
        "rcvInProgress" := "Whether files are being downloaded.",
        "sndInProgress" := "Whether files are being uploaded.",
        "delInProgress" := "Whether files are being deleted."
      ]
      & undocumented

data NtfServerSummary = NtfServerSummary
  { ntfServer :: Text,
    known :: Maybe Bool,
    sessions :: Maybe ServerSessions,
    stats :: Maybe AgentNtfServerStatsData
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared NtfServerSummary where
  about =
    record
      "Statistics of a notification server."
      []
      & undocumented

data SMPServersSummary = SMPServersSummary
  { smpTotals :: SMPTotals,
    currentlyUsedSMPServers :: [SMPServerSummary],
    previouslyUsedSMPServers :: [SMPServerSummary],
    onlyProxiedSMPServers :: [SMPServerSummary]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SMPServersSummary where
  about =
    record
      "Statistics of all message servers."
      []
      & undocumented

data XFTPServersSummary = XFTPServersSummary
  { xftpTotals :: XFTPTotals,
    currentlyUsedXFTPServers :: [XFTPServerSummary],
    previouslyUsedXFTPServers :: [XFTPServerSummary]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared XFTPServersSummary where
  about =
    record
      "Statistics of all file servers."
      []
      & undocumented

data NtfServersSummary = NtfServersSummary
  { ntfTotals :: NtfTotals,
    currentlyUsedNtfServers :: [NtfServerSummary],
    previouslyUsedNtfServers :: [NtfServerSummary]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared NtfServersSummary where
  about =
    record
      "Statistics of all notification servers."
      []
      & undocumented

data PresentedServersSummary = PresentedServersSummary
  { statsStartedAt :: UTCTime,
    allUsersSMP :: SMPServersSummary,
    allUsersXFTP :: XFTPServersSummary,
    allUsersNtf :: NtfServersSummary,
    currentUserSMP :: SMPServersSummary,
    currentUserXFTP :: XFTPServersSummary,
    currentUserNtf :: NtfServersSummary
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared PresentedServersSummary where
  about =
    record
      "Statistics of all servers, over all users and for the current one."
      [ "statsStartedAt" := "When counting began.",
        "allUsersSMP" := "Message servers of all users.",
        "allUsersXFTP" := "File servers of all users.",
        "allUsersNtf" := "Notification servers of all users.",
        "currentUserSMP" := "Message servers of the user.",
        "currentUserXFTP" := "File servers of the user.",
        "currentUserNtf" := "Notification servers of the user."
      ]
      & undocumented
