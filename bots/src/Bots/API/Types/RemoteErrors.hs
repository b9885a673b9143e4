-- | Errors of remote control.
module Bots.API.Types.RemoteErrors
  ( types,
    RHKey (..),
    RemoteProtocolError (..),
    RemoteHostError (..),
    RemoteCtrlError (..),
  )
where

import Bots.API.Types.AgentErrors (RCErrorType)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Word (Word32)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @RHKey,
    declareType @RemoteProtocolError,
    declareType @RemoteHostError,
    declareType @RemoteCtrlError
  ]

data RHKey
  = RHKeyNew
  | RHKeyId {remoteHostId :: Int64}
  deriving (Eq, Show, Generic, Wire)

instance Declared RHKey where
  about =
    union
      "Which controlled device."
      [ "new" := "One that is not linked yet.",
        "id" := "A linked one."
      ]
      & undocumented

data RemoteProtocolError
  = RemoteProtocolErrorInvalidSize
  | RemoteProtocolErrorInvalidJSON {invalidJSON :: Text}
  | RemoteProtocolErrorInvalidBody {invalidBody :: Text}
  | RemoteProtocolErrorPRESessionCode
  | RemoteProtocolErrorIncompatibleEncoding
  | RemoteProtocolErrorUnexpectedFile
  | RemoteProtocolErrorNoFile
  | RemoteProtocolErrorFileSize
  | RemoteProtocolErrorFileDigest
  | RemoteProtocolErrorManySkippedIds {data' :: Word32}
  | RemoteProtocolErrorPREEarlierId {data' :: Word32}
  | RemoteProtocolErrorPREDuplicateId
  | RemoteProtocolErrorUnexpectedResponse {response :: Text}
  | RemoteProtocolErrorStoredFileExists
  | RemoteProtocolErrorPRERemoteControl {rcError :: RCErrorType}
  | RemoteProtocolErrorHTTP2 {http2Error :: Text}
  | RemoteProtocolErrorException {someException :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteProtocolError where
  about =
    union
      "An error in the protocol of remote control."
      [ "invalidSize" := "A message has a wrong size.",
        "invalidJSON" := "A message is no JSON of its type.",
        "invalidBody" := "A body cannot be read.",
        "pRESessionCode" := "The session code is wrong.",
        "incompatibleEncoding" := "The devices encode JSON differently.",
        "unexpectedFile" := "A file came that was not asked for.",
        "noFile" := "A file is missing.",
        "fileSize" := "A file has a wrong size.",
        "fileDigest" := "A file has a wrong digest.",
        "manySkippedIds" := "Too many messages are missing; `data` is their number.",
        "pREEarlierId" := "A message came that was received already; `data` is its number.",
        "pREDuplicateId" := "A message came twice.",
        "unexpectedResponse" := "An answer of another kind came.",
        "storedFileExists" := "A stored file exists already.",
        "pRERemoteControl" := "The connection of the devices failed.",
        "hTTP2" := "HTTP failed.",
        "exception" := "Something unexpected failed."
      ]
      & undocumented

data RemoteHostError
  = RemoteHostErrorMissing
  | RemoteHostErrorInactive
  | RemoteHostErrorBusy
  | RemoteHostErrorTimeout
  | RemoteHostErrorBadState
  | RemoteHostErrorBadVersion {appVersion :: Text}
  | RemoteHostErrorLocalCommand
  | RemoteHostErrorDisconnected {reason :: Text}
  | RemoteHostErrorProtocolError {data' :: RemoteProtocolError}
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteHostError where
  about =
    union
      "An error with a controlled device."
      [ "missing" := "The device is not linked.",
        "inactive" := "There is no session with it.",
        "busy" := "Another session is running.",
        "timeout" := "It did not answer in time.",
        "badState" := "Not possible in the state of the session.",
        "badVersion" := "Its version is not supported.",
        "localCommand" := "The command works on this device only.",
        "disconnected" := "It was disconnected.",
        "protocolError" := "The protocol failed; `data` says how."
      ]
      & undocumented

data RemoteCtrlError
  = RemoteCtrlErrorInactive
  | RemoteCtrlErrorBadState
  | RemoteCtrlErrorBusy
  | RemoteCtrlErrorTimeout
  | RemoteCtrlErrorNoKnownControllers
  | RemoteCtrlErrorBadController
  | RemoteCtrlErrorDisconnected {remoteCtrlId :: Int64, reason :: Text}
  | RemoteCtrlErrorBadInvitation
  | RemoteCtrlErrorBadVersion {appVersion :: Text}
  | RemoteCtrlErrorHTTP2Error {http2Error :: Text}
  | RemoteCtrlErrorProtocolError {protocolError :: RemoteProtocolError}
  deriving (Eq, Show, Generic, Wire)

instance Declared RemoteCtrlError where
  about =
    union
      "An error with a controlling device."
      [ "inactive" := "There is no session with it.",
        "badState" := "Not possible in the state of the session.",
        "busy" := "Another session is running.",
        "timeout" := "It did not answer in time.",
        "noKnownControllers" := "No controlling device is known.",
        "badController" := "It is another device than expected.",
        "disconnected" := "The device was disconnected.",
        "badInvitation" := "Its invitation cannot be read.",
        "badVersion" := "Its version is not supported.",
        "hTTP2Error" := "The connection failed.",
        "protocolError" := "A message of the protocol is wrong."
      ]
      & undocumented
