import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { StoreError } from '../../../core/kernel/error.ts';
import { readSite } from '../../../host/setup/site-files.ts';

const text = readFileSync(new URL('../../fixtures/site/jiangwan.json', import.meta.url), 'utf8');
const inForce = readSite(text).site;
const bare = <One extends { card?: string | undefined }>({ card: _card, ...one }: One) => one;
/** The store's own file, as whoever may not take cards along gets it. */
const exported = {
  ...inForce,
  withoutCards: true,
  wristbands: inForce.wristbands.map(bare),
  technicians: inForce.technicians.map(bare),
  staff: inForce.staff.map(bare),
};
const cards = [...inForce.wristbands, ...inForce.technicians, ...inForce.staff].flatMap(({ card }) => card ?? []);

function refused(file: object, mayGiveCards: boolean): StoreError {
  try {
    readSite(JSON.stringify(file), inForce, mayGiveCards);
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('it was read');
}

test('a file whose people stand twice is refused without the number of a card', () => {
  const { context, code } = refused({ ...exported, staff: [...exported.staff, ...exported.staff] }, true);
  expect(code).toBe('SITE_INVALID');
  const said = JSON.stringify(context);
  expect(said).toContain('staff[');
  expect(cards.length).toBeGreaterThan(100);
  for (const card of cards) expect(said).not.toContain(card);
});

test('whoever may not give cards adds none to those in force: which are somebody’s is not told by thousands', () => {
  const added = (card: string) => ({ ...exported, wristbands: [...exported.wristbands, { no: '9999', card }] });
  const [own] = cards;
  for (const card of [own ?? '', '0badcafe']) {
    const { code, context } = refused(added(card), false);
    expect([code, context]).toEqual(['NOT_ALLOWED', { command: 'settings.cards' }]);
  }
  expect(readSite(JSON.stringify(added('0BADCAFE')), inForce, true).site.wristbands.at(-1)?.card).toBe('0BADCAFE');
  expect(readSite(JSON.stringify(exported), inForce, false).site.staff).toEqual(inForce.staff);
});
