-- | Commands that make and use connection links, and answer requests to connect.
module Bots.API.Commands.Connections
  ( commands,
    APIAddContact (..),
    APIConnectPlan (..),
    APIConnect (..),
    Connect (..),
    APIAcceptContact (..),
    APIRejectContact (..),
    APICreateMemberContact (..),
    APISendMemberContactInvitation (..),
  )
where

import Bots.API.Commands.Contents (optionalContent)
import Bots.API.Types.ConnectionPlans (PlanResolveMode)
import Bots.API.Types.Links (CreatedConnLink, LinkOwnerSig)
import Bots.API.Types.Messages (MsgContent)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Json (Json (..))
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIAddContact,
    declareCommand @APIConnectPlan,
    declareCommand @APIConnect,
    declareCommand @Connect,
    declareCommand @APIAcceptContact,
    declareCommand @APIRejectContact,
    declareCommand @APICreateMemberContact,
    declareCommand @APISendMemberContactInvitation
  ]

data APIAddContact = APIAddContact
  { userId :: Int64,
    incognito :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAddContact where
  about =
    record
      "Makes a one-time invitation link. Answers `invitation` with the link to hand to one other \
      \person; `contactConnected` arrives when that person has connected."
      [ "userId" := "Must be the id of the active user.",
        "incognito" := "Whether the new contact sees a random profile instead of the own one."
      ]

instance Command APIAddContact where
  syntax = "/_connect " <> number "userId" <> flag " incognito=" "incognito"
  network = Interactive
  answers = ["invitation", "chatCmdError"]

data APIConnectPlan = APIConnectPlan
  { userId :: Int64,
    connectTarget :: Text,
    resolveMode :: Maybe PlanResolveMode,
    linkOwnerSig :: Maybe LinkOwnerSig
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIConnectPlan where
  about =
    record
      "Finds out what a link or name leads to and whether it is already known, without \
      \connecting. A short link is looked up on its server. Answers `connectionPlan`; a text that \
      \is no link is the error `invalidConnReq`."
      [ "userId" := "Must be the id of the active user.",
        "connectTarget"
          := "An invitation, address or group link, full or short, or a SimpleX name such as \
             \`#team.simplex`.",
        "resolveMode" := "Whether to ask servers; absent asks them about what is not known here.",
        "linkOwnerSig" := "Signature of the link's owner, from the message that shared the link."
      ]

instance Command APIConnectPlan where
  syntax =
    "/_connect plan "
      <> number "userId"
      <> " "
      <> word "connectTarget"
      <> alsoReads
        (optional "resolveMode" (" resolve=" <> choiceOf modes "resolveMode"))
        [ Reading " resolve=on" [("resolveMode", String "allGroups")],
          Reading " resolve=off" [("resolveMode", String "unknown")]
        ]
      <> optional "linkOwnerSig" (" sig=" <> json "linkOwnerSig")
    where
      modes = [(mode, mode) | mode <- ["allGroups", "unknown", "never"]]
  network = Interactive
  answers = ["connectionPlan", "chatCmdError"]

data APIConnect = APIConnect
  { userId :: Int64,
    incognito :: Bool,
    preparedLink_ :: Maybe CreatedConnLink
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIConnect where
  about =
    record
      "Connects through a link that was prepared with APIConnectPlan. Answers `sentConfirmation` \
      \for a one-time invitation and `sentInvitation` for an address or a group link; the contact \
      \or the group comes later, as `contactConnected` or `userJoinedGroup`."
      [ "userId" := "Must be the id of the active user.",
        "incognito" := "Whether the other side sees a random profile instead of the own one.",
        "preparedLink_"
          := "The `connLink` of the answer `connectionPlan`. Without it the core reads the \
             \command as APIAddContact and answers `invitation`."
      ]

instance Command APIConnect where
  syntax =
    "/_connect "
      <> number "userId"
      <> flag " incognito=" "incognito"
      <> optional "preparedLink_" (" " <> text "preparedLink_")
  network = Interactive

  -- Upstream does not list `invitation`, which was recorded for a command without a link.
  answers =
    [ "sentConfirmation",
      "contactAlreadyExists",
      "sentInvitation",
      "invitation",
      "chatCmdError"
    ]

data Connect = Connect
  { incognito :: Bool,
    connTarget_ :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared Connect where
  about =
    record
      "Connects the active user through a link or name given as text. Answers `sentConfirmation` \
      \for a one-time invitation, `sentInvitation` for an address or a group link, and \
      \`connectionPlan` when the link leads to a contact that is known already. Where a chat was \
      \prepared for the link, it answers as the command that connects the chat does: \
      \`startedConnectionToContact`, `startedConnectionToGroup` or `sentInvitationToContact`."
      [ "incognito" := "Whether the other side sees a random profile instead of the own one.",
        "connTarget_"
          := "An invitation, address or group link, full or short. Without it the core makes a \
             \one-time invitation and answers `invitation`."
      ]

instance Command Connect where
  syntax =
    spelledToo "/connect" ["/c"]
      <> bareFlag " incognito" [" i"] "incognito"
      <> optional "connTarget_" (" " <> word "connTarget_")
  network = Interactive

  -- Upstream lists only the first three. `invitation` was recorded for a command without a link,
  -- `connectionPlan` for a link to a known contact; the last three follow from the core's source,
  -- which goes on from the plan of the link.
  answers =
    [ "sentConfirmation",
      "contactAlreadyExists",
      "sentInvitation",
      "invitation",
      "connectionPlan",
      "startedConnectionToContact",
      "startedConnectionToGroup",
      "sentInvitationToContact",
      "chatCmdError"
    ]

data APIAcceptContact = APIAcceptContact
  { incognito :: Maybe Bool,
    contactReqId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAcceptContact where
  about =
    record
      "Accepts a contact request that `receivedContactRequest` brought. Answers \
      \`acceptingContactRequest`; the contact can be relied on once `contactConnected` arrives. A \
      \request can be accepted only once."
      [ "incognito"
          := "Whether the new contact sees a random profile instead of the own one; absent means \
             \no.",
        "contactReqId" := "The `contactRequestId` of the request."
      ]

instance Command APIAcceptContact where
  syntax =
    "/_accept"
      <> optional "incognito" (" incognito=" <> switch "incognito")
      <> " "
      <> number "contactReqId"
  network = Interactive
  answers = ["acceptingContactRequest", "chatCmdError"]

data APIRejectContact = APIRejectContact
  { contactReqId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIRejectContact where
  about =
    record
      "Rejects a contact request and removes the contact that was made for it. Answers \
      \`contactRequestRejected`; the person who asked is not notified."
      [ "contactReqId" := "The `contactRequestId` of the request."
      ]

instance Command APIRejectContact where
  syntax = "/_reject " <> number "contactReqId"
  network = NoNetwork
  answers = ["contactRequestRejected", "chatCmdError"]

data APICreateMemberContact = APICreateMemberContact
  { groupId :: Int64,
    groupMemberId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APICreateMemberContact where
  about =
    record
      "Makes a direct contact for a member of a group, who does not know yet; \
      \APISendMemberContactInvitation does that. The group must allow the user direct messages, \
      \and the member must be connected and have no direct contact yet. Answers \
      \`newMemberContact`."
      [ "groupMemberId" := "The `groupMemberId` of the member, not its `memberId`."
      ]
      & undocumented

instance Command APICreateMemberContact where
  syntax = "/_create member contact #" <> number "groupId" <> " " <> number "groupMemberId"
  network = Interactive
  answers = ["newMemberContact", "chatCmdError"]

data APISendMemberContactInvitation = APISendMemberContactInvitation
  { contactId :: Int64,
    msgContent_ :: Maybe MsgContent
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISendMemberContactInvitation where
  about =
    record
      "Sends a group member the invitation to the direct contact that APICreateMemberContact \
      \made. It can be sent only once. Answers `newMemberContactSentInv`."
      [ "contactId" := "The contact of the answer `newMemberContact`.",
        "msgContent_" := "A first message that goes with the invitation."
      ]
      & undocumented

instance Command APISendMemberContactInvitation where
  syntax =
    "/_invite member contact @"
      <> number "contactId"
      <> optionalContent "msgContent_"
  network = Interactive
  answers = ["newMemberContactSentInv", "chatCmdError"]
