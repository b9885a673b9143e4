-- | Queues of messages on servers, and moving them.
module Bots.API.Types.Queues
  ( types,
    QueueStatus (..),
    QueueDirection (..),
    RcvSwitchStatus (..),
    SndSwitchStatus (..),
    RcvQueueInfo (..),
    SndQueueInfo (..),
    ConnectionStats (..),
    SwitchProgress (..),
    RatchetSyncProgress (..),
    MsgType (..),
    MsgInfo (..),
    QSubThread (..),
    QSub (..),
    QueueInfo (..),
    ServerQueueInfo (..),
    RcvMsgInfo (..),
    DeletedRcvQueue (..),
    ServiceSubEvent (..),
    NtfMsgAckInfo (..),
  )
where

import Bots.API.Types.AgentErrors (AgentErrorType)
import Bots.API.Types.Connections (RatchetSyncState, SubscriptionStatus, SwitchPhase)
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
  [ declareType @QueueStatus,
    declareType @QueueDirection,
    declareType @RcvSwitchStatus,
    declareType @SndSwitchStatus,
    declareType @RcvQueueInfo,
    declareType @SndQueueInfo,
    declareType @ConnectionStats,
    declareType @SwitchProgress,
    declareType @RatchetSyncProgress,
    declareType @MsgType,
    declareType @MsgInfo,
    declareType @QSubThread,
    declareType @QSub,
    declareType @QueueInfo,
    declareType @ServerQueueInfo,
    declareType @RcvMsgInfo,
    declareType @DeletedRcvQueue,
    declareType @ServiceSubEvent,
    declareType @NtfMsgAckInfo
  ]

data QueueStatus
  = QueueStatusNew
  | QueueStatusConfirmed
  | QueueStatusSecured
  | QueueStatusActive
  | QueueStatusDisabled
  deriving (Eq, Show, Generic, Wire)

instance Declared QueueStatus where
  about =
    enumeration
      "State of a message queue."
      [ "new" := "Created.",
        "confirmed" := "Confirmed by the other side.",
        "secured" := "Secured with a key.",
        "active" := "In use.",
        "disabled" := "Off."
      ]
      & undocumented

data QueueDirection
  = QueueDirectionRcv
  | QueueDirectionSnd
  deriving (Eq, Show, Generic, Wire)

instance Declared QueueDirection where
  about =
    enumeration
      "Which of a connection's queues it is."
      [ "rcv" := "The one that the user receives from.",
        "snd" := "The one that the user sends to."
      ]
      & undocumented

data RcvSwitchStatus
  = RcvSwitchStatusSwitchStarted
  | RcvSwitchStatusSendingQadd
  | RcvSwitchStatusSendingQuse
  | RcvSwitchStatusReceivedMessage
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvSwitchStatus where
  about =
    enumeration
      "How far moving the receiving queue has come."
      [ "switch_started" := "Started.",
        "sending_qadd" := "The new queue is offered.",
        "sending_quse" := "The other side is told to use it.",
        "received_message" := "A message came through it."
      ]
      & spelled
        [ ("SwitchStarted", "switch_started"),
          ("SendingQadd", "sending_qadd"),
          ("SendingQuse", "sending_quse"),
          ("ReceivedMessage", "received_message")
        ]
      & undocumented

data SndSwitchStatus
  = SndSwitchStatusSendingQkey
  | SndSwitchStatusSendingQtest
  deriving (Eq, Show, Generic, Wire)

instance Declared SndSwitchStatus where
  about =
    enumeration
      "How far moving the sending queue has come."
      [ "sending_qkey" := "The key for the new queue is sent.",
        "sending_qtest" := "The new queue is tested."
      ]
      & spelled [("SendingQkey", "sending_qkey"), ("SendingQtest", "sending_qtest")]
      & undocumented

data RcvQueueInfo = RcvQueueInfo
  { rcvServer :: Text,
    status :: QueueStatus,
    rcvSwitchStatus :: Maybe RcvSwitchStatus,
    canAbortSwitch :: Bool,
    subStatus :: SubscriptionStatus
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvQueueInfo where
  about =
    record
      "A queue that the user receives from."
      []
      & undocumented

data SndQueueInfo = SndQueueInfo
  { sndServer :: Text,
    status :: QueueStatus,
    sndSwitchStatus :: Maybe SndSwitchStatus
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SndQueueInfo where
  about =
    record
      "A queue that the user sends to."
      []
      & undocumented

data ConnectionStats = ConnectionStats
  { connAgentVersion :: Int,
    rcvQueuesInfo :: [RcvQueueInfo],
    sndQueuesInfo :: [SndQueueInfo],
    ratchetSyncState :: RatchetSyncState,
    ratchetSyncSupported :: Bool,
    subStatus :: Maybe SubscriptionStatus
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ConnectionStats where
  about =
    record
      "The queues of a connection and the state of its encryption."
      []
      & undocumented

data SwitchProgress = SwitchProgress
  { queueDirection :: QueueDirection,
    switchPhase :: SwitchPhase,
    connectionStats :: ConnectionStats
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SwitchProgress where
  about =
    record
      "A step of moving a queue to another server."
      []
      & undocumented

data RatchetSyncProgress = RatchetSyncProgress
  { ratchetSyncStatus :: RatchetSyncState,
    connectionStats :: ConnectionStats
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RatchetSyncProgress where
  about =
    record
      "A step of agreeing encryption anew."
      []
      & undocumented

data MsgType
  = MsgTypeMessage
  | MsgTypeQuota
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgType where
  about =
    enumeration
      "What a server holds in a queue."
      [ "message" := "A message.",
        "quota" := "The note that the queue is full."
      ]
      & undocumented

data MsgInfo = MsgInfo
  { msgId :: Text,
    msgTs :: UTCTime,
    msgType :: MsgType
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgInfo where
  about =
    record
      "The next message of a queue."
      []
      & undocumented

data QSubThread
  = QSubThreadNoSub
  | QSubThreadSubPending
  | QSubThreadSubThread
  | QSubThreadProhibitSub
  deriving (Eq, Show, Generic, Wire)

instance Declared QSubThread where
  about =
    enumeration
      "How a server delivers to a subscription."
      [ "noSub" := "Not at all.",
        "subPending" := "Not yet.",
        "subThread" := "By a thread.",
        "prohibitSub" := "Forbidden: messages are fetched one by one."
      ]
      & undocumented

data QSub = QSub
  { qSubThread :: QSubThread,
    qDelivered :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared QSub where
  about =
    record
      "A subscription as the server has it."
      []
      & undocumented

data QueueInfo = QueueInfo
  { qiSnd :: Bool,
    qiNtf :: Bool,
    qiSub :: Maybe QSub,
    qiSize :: Int,
    qiMsg :: Maybe MsgInfo
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared QueueInfo where
  about =
    record
      "A queue as its server has it."
      []
      & undocumented

data ServerQueueInfo = ServerQueueInfo
  { server :: Text,
    rcvId :: Text,
    sndId :: Text,
    ntfId :: Maybe Text,
    status :: Text,
    info :: QueueInfo
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ServerQueueInfo where
  about =
    record
      "A queue with its ids on the server."
      []
      & undocumented

data RcvMsgInfo = RcvMsgInfo
  { msgId :: Int64,
    msgDeliveryId :: Int64,
    msgDeliveryStatus :: Text,
    agentMsgId :: Int64,
    agentMsgMeta :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvMsgInfo where
  about =
    record
      "The last message that was received from a queue."
      []
      & undocumented

data DeletedRcvQueue = DeletedRcvQueue
  { agentConnId :: Text,
    server :: Text,
    agentQueueId :: Text,
    agentError_ :: Maybe AgentErrorType
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared DeletedRcvQueue where
  about =
    record
      "A queue whose deletion on its server ended, with the error when it failed."
      []
      & undocumented

data ServiceSubEvent
  = ServiceSubEventUp {serviceError :: Maybe Text, queueCount :: Int64}
  | ServiceSubEventDown {queueCount :: Int64}
  | ServiceSubEventAll
  | ServiceSubEventEnd {queueCount :: Int64}
  deriving (Eq, Show, Generic, Wire)

instance Declared ServiceSubEvent where
  about =
    union
      "What happened to the subscriptions of a client service."
      [ "up" := "They came up.",
        "down" := "They went down.",
        "all" := "All messages of before are delivered.",
        "end" := "Another client took them over."
      ]
      & undocumented

data NtfMsgAckInfo = NtfMsgAckInfo
  { msgId :: Text,
    msgTs_ :: Maybe UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared NtfMsgAckInfo where
  about =
    record
      "A message that a push notification announced."
      []
      & undocumented
