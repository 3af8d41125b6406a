import type { Site } from '../../core/model/site/schema.ts';

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

/** Whether a store has nothing but simulated devices. */
export function isSimulated(site: Site): boolean {
  return (
    [...site.buses, ...site.printers].every(({ transport }) => transport.type === 'sim') &&
    site.readers.every(({ type }) => type === 'sim') &&
    site.voice.engine === 'none' &&
    site.voice.places === undefined
  );
}
