declare const bot: import("@simplex-chat/bot").Bot
