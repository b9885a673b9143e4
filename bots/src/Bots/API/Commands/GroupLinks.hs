-- | Commands about the link through which people join a group.
module Bots.API.Commands.GroupLinks
  ( commands,
    APICreateGroupLink (..),
    APIGroupLinkMemberRole (..),
    APIDeleteGroupLink (..),
    APIGetGroupLink (..),
  )
where

import Bots.API.Types.GroupPreferences (GroupMemberRole, givenRoles)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Json (Json (..))
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APICreateGroupLink,
    declareCommand @APIGroupLinkMemberRole,
    declareCommand @APIDeleteGroupLink,
    declareCommand @APIGetGroupLink
  ]

data APICreateGroupLink = APICreateGroupLink
  { groupId :: Int64,
    memberRole :: GroupMemberRole
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APICreateGroupLink where
  about =
    record
      "Makes the link through which anyone can join the group. The user must be an admin or an \
      \owner. A group has one such link: a second attempt is the error `duplicateGroupLink`. \
      \Answers `groupLinkCreated`."
      [ "memberRole" := "The role of those who join; it cannot be above `member`."
      ]

instance Command APICreateGroupLink where
  syntax =
    "/_create link #"
      <> number "groupId"
      <> alsoReads
        (" " <> choiceOf givenRoles "memberRole")
        [Reading mempty [("memberRole", String "member")]]
  network = Interactive
  answers = ["groupLinkCreated", "chatCmdError"]

data APIGroupLinkMemberRole = APIGroupLinkMemberRole
  { groupId :: Int64,
    memberRole :: GroupMemberRole
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGroupLinkMemberRole where
  about =
    record
      "Changes the role that people get who join through the link of the group. The user must be \
      \an admin or an owner. Answers `groupLink`."
      [ "memberRole" := "It cannot be above `member`. Those who have joined keep their role."
      ]

instance Command APIGroupLinkMemberRole where
  syntax = "/_set link role #" <> number "groupId" <> " " <> choiceOf givenRoles "memberRole"
  network = NoNetwork
  answers = ["groupLink", "chatCmdError"]

data APIDeleteGroupLink = APIDeleteGroupLink
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDeleteGroupLink where
  about =
    record
      "Deletes the link of the group, which then no longer works. Those who have \
      \joined stay. Answers `groupLinkDeleted`."
      []

instance Command APIDeleteGroupLink where
  syntax = "/_delete link #" <> number "groupId"
  network = Background
  answers = ["groupLinkDeleted", "chatCmdError"]

data APIGetGroupLink = APIGetGroupLink
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetGroupLink where
  about =
    record
      "Reads the link of the group. Answers `groupLink`, or the error `groupLinkNotFound` when \
      \the user made none."
      []

instance Command APIGetGroupLink where
  syntax = "/_get link #" <> number "groupId"
  network = NoNetwork
  answers = ["groupLink", "chatCmdError"]
