import { type ReaderPreset, readerPresets } from '../../model/site/reader-presets.ts';
import type { SiteReader } from '../../model/site/schema.ts';

/** A reader with all its fields, whatever names they were given by. */
export type PlainReader = Exclude<SiteReader, { type: 'preset' }>;

/**
 * The reader a site file means: what its preset says, and what the file says besides. Fields that this kind of reader
 * does not have are left out; `checkReaders` has named them.
 */
export function resolveReader(reader: SiteReader): PlainReader {
  if (reader.type !== 'preset') return reader;
  const { id, preset, path = '', baudRate, serialNumber, reversed } = reader;
  const { settings }: ReaderPreset = readerPresets[preset];
  const order = reversed === undefined ? {} : { reversed };
  switch (settings.type) {
    case 'pcsc':
      return { ...settings, id };
    case 'keyboard':
      return { ...settings, ...order, id };
    case 'hid':
      return { ...settings, ...order, id, ...(serialNumber === undefined ? {} : { serialNumber }) };
    case 'serial':
      return { ...settings, ...order, id, path, ...(baudRate === undefined ? {} : { baudRate }) };
  }
}
