-- | Texts for people, such as @\/info \@alice@, that the core reads as commands. No builder writes
-- them; a parser of what clients send must know them.
module Bots.API.Shorthands
  ( shorthands,
  )
where

import qualified Bots.API.Shorthands.Contacts as Contacts
import qualified Bots.API.Shorthands.Groups as Groups
import qualified Bots.API.Shorthands.Messages as Messages
import qualified Bots.API.Shorthands.Users as Users
import Bots.Syntax (Shorthand)

-- | All of them, in the core's order where two could read one text.
shorthands :: [Shorthand]
shorthands = Users.shorthands <> Contacts.shorthands <> Groups.shorthands <> Messages.shorthands
