-- | Texts for people about groups, their members and their links.
module Bots.API.Shorthands.Groups
  ( shorthands,
  )
where

import Bots.API.Shorthands.Parts
import Bots.Json (Json (..))
import Bots.Syntax
import Data.Text (Text)

shorthands :: [Shorthand]
shorthands = members <> creating <> profiles <> preferences <> links

members :: [Shorthand]
members =
  [ showing False "/block #",
    showing True "/unblock #",
    shorthand "APIAddMember" (spelledToo "/add " ["/a "] <> group <> " " <> contact <> role),
    shorthand
      "APIJoinGroup"
      ( spelledToo "/join " ["/j "]
          <> group
          <> anyOf [reading " mute" [("enableNtfs", String "none")], reading mempty []]
      ),
    shorthand "APIAcceptMember" ("/accept member " <> group <> " " <> member <> role),
    shorthand
      "APIMembersRole"
      (spelledToo "/member role " ["/mr "] <> group <> " " <> member <> givenRole),
    Shorthand
      "APIBlockMembersForAll"
      ("/block for all #" <> named "group" <> " " <> member)
      [("blocked", Bool True)],
    Shorthand
      "APIBlockMembersForAll"
      ("/unblock for all #" <> named "group" <> " " <> member)
      [("blocked", Bool False)],
    shorthand
      "APIRemoveMembers"
      ( spelledToo "/remove " ["/rm "]
          <> group
          <> " "
          <> namedAll "members"
          <> flag " messages=" "withMessages"
      ),
    shorthand "APILeaveGroup" (spelledToo "/leave " ["/l "] <> group),
    shorthand "APIListMembers" (spelledToo "/members " ["/ms "] <> group),
    shorthand "APIAllowRelayGroup" ("/group allow #" <> named "group")
  ]
  where
    showing messages command =
      Shorthand
        "APISetMemberSettings"
        (command <> named "group" <> " " <> member)
        [("memberSettings", Object [("showMessages", Bool messages)])]

givenRole :: Grammar
givenRole = " " <> oneOf "memberRole" ["owner", "admin", "moderator", "member", "observer"]

creating :: [Shorthand]
creating =
  [ Shorthand
      "APINewGroup"
      (spelledToo "/group" ["/g"] <> incognito <> " " <> maybeText "#" <> profile)
      [("groupProfile", groupProfile [])],
    Shorthand
      "APINewPublicGroup"
      ( spelledToo "/public group" ["/pg"]
          <> incognito
          <> " relays="
          <> numbers "relayIds"
          <> " "
          <> maybeText "#"
          <> profile
      )
      [("groupProfile", groupProfile [("support", on False)])]
  ]
  where
    groupProfile more =
      profileOf
        [ ( "groupPreferences",
            Object ([("directMessages", on True), ("history", on True)] <> more)
          )
        ]
    on enabled = Object [("enable", String (if enabled then "on" else "off"))]

profiles :: [Shorthand]
profiles =
  [ shorthand
      "APIUpdateGroupProfile"
      (spelledToo "/group_profile " ["/gp "] <> group <> " " <> profile),
    access "APIUpdateGroupProfile",
    access "APISetPublicGroupAccess",
    shorthand
      "APIUpdateGroupProfile"
      ("/group_descr " <> group <> maybeText (" " <> messageText "description")),
    shorthand
      "APIUpdateGroupProfile"
      ("/set welcome " <> group <> " " <> messageText "description"),
    shorthand "APIUpdateGroupProfile" ("/delete welcome " <> group)
  ]
  where
    access command =
      shorthand
        command
        ( "/public group access "
            <> group
            <> maybeText (" web=" <> word "web")
            <> maybeText (" domain=" <> word "domain")
            <> maybeText (" domain_page=" <> onOff "domainPage")
            <> maybeText (" embed=" <> onOff "embed")
        )

-- | Who may do what in a group.
preferences :: [Shorthand]
preferences =
  [preference name (maybeText givenRole) | name <- ["voice", "files", "delete", "direct", "links"]]
    <> [preference name mempty | name <- ["history", "reactions", "reports", "support"]]
    <> [ shorthand
           "APIUpdateGroupProfile"
           ("/set disappear #" <> named "group" <> " " <> timed),
         shorthand
           "APIUpdateGroupProfile"
           ( "/set admission review #"
               <> named "group"
               <> " "
               <> oneOf "review" ["all", "off"]
           )
       ]
  where
    timed = anyOf [reading "off" [("seconds", Null)], reading (maybeText "on " <> seconds) []]
    preference :: Text -> Grammar -> Shorthand
    preference name more =
      shorthand
        "APIUpdateGroupProfile"
        ( anyOf [reading (text_ ("/set " <> name <> " #")) [("preference", String name)]]
            <> named "group"
            <> " "
            <> onOff "enable"
            <> more
        )

links :: [Shorthand]
links =
  [ shorthand "APICreateGroupLink" ("/create link #" <> named "group" <> role),
    shorthand "APIGroupLinkMemberRole" ("/set link role #" <> named "group" <> givenRole),
    shorthand "APIDeleteGroupLink" ("/delete link #" <> named "group"),
    shorthand "APIGetGroupLink" ("/show link #" <> named "group")
  ]
