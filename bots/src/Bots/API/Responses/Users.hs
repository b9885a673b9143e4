-- | Answers to commands about users and their profiles.
module Bots.API.Responses.Users
  ( UserResponse (..),
  )
where

import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.Users (Profile, User, UserInfo)
import Bots.Declare
import Bots.Wire (Wire)
import GHC.Generics (Generic)

data UserResponse
  = CRActiveUser {user :: User}
  | CRContactPrefsUpdated {user :: User, fromContact :: Contact, toContact :: Contact}
  | CRUsersList {users :: [UserInfo]}
  | CRUserProfile {user :: User, profile :: Profile}
  | CRUserPrivacy {user :: User, updatedUser :: User}
  | CRUserProfileImage {user :: User, profile :: Profile}
  deriving (Eq, Show, Generic, Wire)

instance Declared UserResponse where
  about =
    union
      "Answers to commands about users and their profiles."
      [ "activeUser" := "The active user, after it was read, created or switched.",
        "contactPrefsUpdated" := "The preferences for a contact were set.",
        "usersList" := "The users in the database.",
        "userProfile" := "The profile of the active user.",
        "userPrivacy" := "A user was hidden, shown, muted or unmuted.",
        "userProfileImage" := "The profile of the active user with its picture."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "userProfile",
          "userPrivacy",
          "userProfileImage"
        ]
