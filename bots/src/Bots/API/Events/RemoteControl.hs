-- | Events about devices that control or are controlled.
module Bots.API.Events.RemoteControl
  ( RemoteControlEvent (..),
  )
where

import Bots.API.Types.RemoteControl
  ( CtrlAppInfo,
    RemoteCtrlInfo,
    RemoteCtrlSessionState,
    RemoteCtrlStopReason,
    RemoteHostInfo,
    RemoteHostSessionState,
    RemoteHostStopReason,
  )
import Bots.Declare
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

data RemoteControlEvent
  = CEvtRemoteHostSessionCode {remoteHost_ :: Maybe RemoteHostInfo, sessionCode :: Text}
  | CEvtNewRemoteHost {remoteHost :: RemoteHostInfo}
  | CEvtRemoteHostConnected {remoteHost :: RemoteHostInfo, compression :: Bool}
  | CEvtRemoteHostStopped
      { remoteHostId_ :: Maybe Int64,
        rhsState :: RemoteHostSessionState,
        rhStopReason :: RemoteHostStopReason
      }
  | CEvtRemoteCtrlFound
      { remoteCtrl :: RemoteCtrlInfo,
        ctrlAppInfo_ :: Maybe CtrlAppInfo,
        appVersion :: Text,
        compatible :: Bool
      }
  | CEvtRemoteCtrlSessionCode {remoteCtrl_ :: Maybe RemoteCtrlInfo, sessionCode :: Text}
  | CEvtRemoteCtrlStopped {rcsState :: RemoteCtrlSessionState, rcStopReason :: RemoteCtrlStopReason}
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteControlEvent where
  about =
    union
      "Events about devices that control or are controlled."
      [ "remoteHostSessionCode" := "A device to control connected; its code is to be compared.",
        "newRemoteHost" := "A device to control was linked.",
        "remoteHostConnected" := "A device to control is connected.",
        "remoteHostStopped" := "The session with a controlled device ended.",
        "remoteCtrlFound" := "A known controlling device was found in the local network.",
        "remoteCtrlSessionCode" := "The code to compare with the one on the controlling device.",
        "remoteCtrlStopped" := "The session with a controlling device ended."
      ]
      & prefixed "CEvt"
      & undocumentedParts
        [ "remoteHostSessionCode",
          "newRemoteHost",
          "remoteHostConnected",
          "remoteHostStopped",
          "remoteCtrlFound",
          "remoteCtrlSessionCode",
          "remoteCtrlStopped"
        ]
