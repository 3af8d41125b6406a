/** Why a guest's data are erased: chosen, not typed, since what is typed would name the guest again. */
export const erasureReasons = ['guest-asked', 'not-needed', 'entered-wrongly'] as const;
export type ErasureReason = (typeof erasureReasons)[number];
