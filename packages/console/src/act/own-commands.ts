// Which commands this person gave herself 本人的命令, here or in another tab: what comes of them is no news to her.
import type { Channel } from "../ask/seen.ts";
import { textIn } from "../json.ts";

/** The commands that were sent from this browser since its tabs were opened. */
export interface OwnCommands {
  /** Notes that a command goes out from this tab. */
  sends(commandId: string): void;
  /** Whether it went out from this tab, so that what is on its screen is asked for again once it is answered. */
  isFromHere(commandId: string): boolean;
  /** Whether it went out from this tab or another one. */
  isOwn(commandId: string): boolean;
}

/** Makes it, shared with the other tabs. */
export function ownCommands(channel: Channel): OwnCommands {
  const here = new Set<string>();
  const elsewhere = new Set<string>();
  channel.listen((message) => {
    const commandId = textIn(message, "sent");
    if (commandId !== null) elsewhere.add(commandId);
  });
  return {
    sends(commandId) {
      here.add(commandId);
      channel.post({ sent: commandId });
    },
    isFromHere: (commandId) => here.has(commandId),
    isOwn: (commandId) => here.has(commandId) || elsewhere.has(commandId),
  };
}
