-- | Answers to commands about remote control.
module Bots.API.Responses.RemoteControl
  ( RemoteControlResponse (..),
  )
where

import Bots.API.Types.Files (CryptoFile)
import Bots.API.Types.RemoteControl (CtrlAppInfo, RCCtrlAddress, RemoteCtrlInfo, RemoteHostInfo)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import Data.Text (Text)
import GHC.Generics (Generic)

data RemoteControlResponse
  = CRRemoteHostList {remoteHosts :: [RemoteHostInfo]}
  | CRCurrentRemoteHost {remoteHost_ :: Maybe RemoteHostInfo}
  | CRRemoteHostStarted
      { remoteHost_ :: Maybe RemoteHostInfo,
        invitation :: Text,
        ctrlPort :: Text,
        localAddrs :: NonEmpty RCCtrlAddress
      }
  | CRRemoteFileStored {remoteHostId :: Int64, remoteFileSource :: CryptoFile}
  | CRRemoteCtrlList {remoteCtrls :: [RemoteCtrlInfo]}
  | CRRemoteCtrlConnecting
      { remoteCtrl_ :: Maybe RemoteCtrlInfo,
        ctrlAppInfo :: CtrlAppInfo,
        appVersion :: Text
      }
  | CRRemoteCtrlConnected {remoteCtrl :: RemoteCtrlInfo, compression :: Bool}
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteControlResponse where
  about =
    union
      "Answers to commands about remote control."
      [ "remoteHostList" := "Devices that this one can control. Only raw text leads to it.",
        "currentRemoteHost" := "The device that is being controlled. Only raw text leads to it.",
        "remoteHostStarted" := "Waits for a device to control. Only raw text leads to it.",
        "remoteFileStored"
          := "A file was stored on the controlled device. Only raw text leads to it.",
        "remoteCtrlList" := "Devices that can control this one. Only raw text leads to it.",
        "remoteCtrlConnecting"
          := "A controlling device is being connected. Only raw text leads to it.",
        "remoteCtrlConnected" := "A controlling device is connected. Only raw text leads to it."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "remoteHostList",
          "currentRemoteHost",
          "remoteHostStarted",
          "remoteFileStored",
          "remoteCtrlList",
          "remoteCtrlConnecting",
          "remoteCtrlConnected"
        ]
