import { type Site, type StaffRole, staffRole } from '../../core/model/site/schema.ts';
import { indexSite, type SiteIndex } from '../../core/model/site/site-index.ts';

/**
 * The same store with every device simulated: what is done with it reaches no line, no printer, no reader and no
 * loudspeaker. Printers keep their widths and what they print, terminals their displays.
 */
export function simulatedSite(site: Site): Site {
  const { places: _places, ...voice } = site.voice;
  return {
    ...site,
    buses: site.buses.map(({ id, terminals }) => ({ id, transport: { type: 'sim' }, terminals })),
    readers: site.readers.map(({ id }) => ({ id, type: 'sim' })),
    printers: site.printers.map((printer) => ({ ...printer, transport: { type: 'sim' } })),
    voice: { ...voice, engine: 'none' },
  };
}

/**
 * The settings of a copy for practice: devices are simulated, everybody has a card to hold to them, and no screen locks
 * itself, since nobody has a PIN there to unlock it with.
 */
export function practiceSite(site: Site): Site {
  const simulated = withCardForEverybody(simulatedSite(site));
  const screenLock = Object.fromEntries(staffRole.options.map((role) => [role, 0])) as Record<StaffRole, number>;
  return { ...simulated, store: { ...simulated.store, screenLock } };
}

/** Who has no card yet gets one of ten bytes: those that stand for real cards are shorter. */
function withCardForEverybody(site: Site): Site {
  const given = <One extends { card?: string | undefined }>(people: readonly One[], first: string): One[] =>
    people.map((one, at) =>
      one.card === undefined ? { ...one, card: `08${first}${at.toString(16).toUpperCase().padStart(16, '0')}` } : one,
    );
  return { ...site, technicians: given(site.technicians, '01'), staff: given(site.staff, '02') };
}

/** Whether a store has the settings of a copy for practice. */
export function isForPractice(site: Site): boolean {
  const locks = site.store.screenLock;
  return isSimulated(site) && staffRole.options.every((role) => locks?.[role] === 0);
}

/** The settings with every device simulated, also those that are set in the midst of a practice. */
export function simulatedIndex(site: () => SiteIndex): () => SiteIndex {
  let held: { of: SiteIndex; index: SiteIndex } | null = null;
  return () => {
    const of = site();
    if (held?.of !== of) held = { of, index: indexSite(simulatedSite(of.site), of.demo) };
    return held.index;
  };
}

/** Whether a store has nothing but simulated devices. */
export function isSimulated(site: Site): boolean {
  return (
    [...site.buses, ...site.printers].every(({ transport }) => transport.type === 'sim') &&
    site.readers.every(({ type }) => type === 'sim') &&
    site.voice.engine === 'none' &&
    site.voice.places === undefined
  );
}
