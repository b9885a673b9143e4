-- | Control of one device from another.
module Bots.API.Types.RemoteControl
  ( types,
    AppVersionRange (..),
    CtrlAppInfo (..),
    RCCtrlAddress (..),
    RemoteHostSessionState (..),
    RemoteHostInfo (..),
    RemoteHostStopReason (..),
    RemoteCtrlSessionState (..),
    RemoteCtrlInfo (..),
    RemoteCtrlStopReason (..),
  )
where

import Bots.API.Types.ChatErrors (ChatError)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @AppVersionRange,
    declareType @CtrlAppInfo,
    declareType @RCCtrlAddress,
    declareType @RemoteHostSessionState,
    declareType @RemoteHostInfo,
    declareType @RemoteHostStopReason,
    declareType @RemoteCtrlSessionState,
    declareType @RemoteCtrlInfo,
    declareType @RemoteCtrlStopReason
  ]

data AppVersionRange = AppVersionRange
  { minVersion :: Text,
    maxVersion :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AppVersionRange where
  about =
    record
      "The versions of the remote control protocol that an app supports."
      []
      & undocumented

data CtrlAppInfo = CtrlAppInfo
  { appVersionRange :: AppVersionRange,
    deviceName :: Text,
    compression :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CtrlAppInfo where
  about =
    record
      "The app that controls a device."
      [ "appVersionRange" := "Versions of the protocol that it supports.",
        "deviceName" := "The name of the device.",
        "compression" := "Whether messages may be compressed."
      ]
      & undocumented

data RCCtrlAddress = RCCtrlAddress
  { address :: Text,
    interface :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RCCtrlAddress where
  about =
    record
      "An address of this device in the local network."
      []
      & undocumented

data RemoteHostSessionState
  = RemoteHostSessionStateStarting
  | RemoteHostSessionStateConnecting {invitation :: Text}
  | RemoteHostSessionStatePendingConfirmation {sessionCode :: Text}
  | RemoteHostSessionStateConfirmed {sessionCode :: Text}
  | RemoteHostSessionStateConnected {sessionCode :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteHostSessionState where
  about =
    union
      "State of the session with a controlled device."
      [ "starting" := "Starting.",
        "connecting" := "Waiting for the device.",
        "pendingConfirmation" := "The code is to be compared.",
        "confirmed" := "The code was confirmed.",
        "connected" := "Connected."
      ]
      & undocumented

data RemoteHostInfo = RemoteHostInfo
  { remoteHostId :: Int64,
    hostDeviceName :: Text,
    storePath :: Text,
    bindAddress_ :: Maybe RCCtrlAddress,
    bindPort_ :: Maybe Int,
    sessionState :: Maybe RemoteHostSessionState
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteHostInfo where
  about =
    record
      "A device that this one can control."
      []
      & undocumented

data RemoteHostStopReason
  = RemoteHostStopReasonConnectionFailed {chatError :: ChatError}
  | RemoteHostStopReasonCrashed {chatError :: ChatError}
  | RemoteHostStopReasonDisconnected
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteHostStopReason where
  about =
    union
      "Why the session with a controlled device ended."
      [ "connectionFailed" := "It could not be connected.",
        "crashed" := "It failed.",
        "disconnected" := "It was disconnected."
      ]
      & undocumented

data RemoteCtrlSessionState
  = RemoteCtrlSessionStateStarting
  | RemoteCtrlSessionStateSearching
  | RemoteCtrlSessionStateConnecting
  | RemoteCtrlSessionStatePendingConfirmation {sessionCode :: Text}
  | RemoteCtrlSessionStateConnected {sessionCode :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteCtrlSessionState where
  about =
    union
      "State of the session with a controlling device."
      [ "starting" := "Starting.",
        "searching" := "Looking for it in the local network.",
        "connecting" := "Connecting.",
        "pendingConfirmation" := "The code is to be compared.",
        "connected" := "Connected."
      ]
      & undocumented

data RemoteCtrlInfo = RemoteCtrlInfo
  { remoteCtrlId :: Int64,
    ctrlDeviceName :: Text,
    sessionState :: Maybe RemoteCtrlSessionState
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteCtrlInfo where
  about =
    record
      "A device that can control this one."
      []
      & undocumented

data RemoteCtrlStopReason
  = RemoteCtrlStopReasonDiscoveryFailed {chatError :: ChatError}
  | RemoteCtrlStopReasonConnectionFailed {chatError :: ChatError}
  | RemoteCtrlStopReasonSetupFailed {chatError :: ChatError}
  | RemoteCtrlStopReasonDisconnected
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteCtrlStopReason where
  about =
    union
      "Why the session with a controlling device ended."
      [ "discoveryFailed" := "It was not found.",
        "connectionFailed" := "It could not be connected.",
        "setupFailed" := "The session could not be set up.",
        "disconnected" := "It was disconnected."
      ]
      & undocumented
