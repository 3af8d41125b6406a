import type { WordsOf } from '../../kernel/words.ts';
import type { siteEvents } from './events.ts';
import type { Section } from './sections.ts';

/** Total by type; without the schemas, since screens need the words. */
const ofSections = {
  'settings.storeSet': null,
  'settings.roomsSet': null,
  'settings.peopleSet': null,
  'settings.cardsSet': null,
  'settings.itemsSet': null,
  'settings.goodsSet': null,
  'settings.tendersSet': null,
  'settings.rotationSet': null,
  'settings.commissionSet': null,
  'settings.attendanceSet': null,
  'settings.terminalsSet': null,
  'settings.readersSet': null,
  'settings.printersSet': null,
  'settings.voiceSet': null,
} satisfies { [S in Section as `settings.${S}Set`]: null };

/** None of it belongs to a visit. */
export const siteWords: WordsOf<typeof siteEvents> = {
  ...ofSections,
  'settings.planned': null,
  'settings.changed': null,
  'settings.planConfirmed': null,
  'settings.planWithdrawn': null,
  'site.imported': null,
  'site.exported': null,
  'store.gapRecorded': null,
  'store.moved': null,
  'store.moveTakenBack': null,
  'store.arrived': null,
  'store.recoverySheetMade': null,
  'store.clockJumped': null,
};
