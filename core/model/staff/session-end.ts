/**
 * Why a session ended that nobody signed out of: somebody ended it on the page of stations, the person got a new PIN or
 * left, the station's pairing was taken back, nobody used it, or somebody else signed in on the same screen.
 */
export const sessionEndReasons = ['ended', 'new-pin', 'left', 'revoked', 'idle', 'another'] as const;

export type SessionEndReason = (typeof sessionEndReasons)[number];
