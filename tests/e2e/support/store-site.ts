import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Site, siteSchema } from '../../../core/model/site/schema.ts';

const exampleFile = path.resolve(import.meta.dirname, '../../fixtures/site/jiangwan.json');

/** The PIN of everybody in a store made of `storeSite`. */
export const pin = '2468';

/** Minutes of the item 201 and of one extension of it, short enough that the reminder comes at once. */
export const itemMinutes = { service: 6, extension: 3 };

/**
 * The example store as these tests use it: technician 88 does massages, everybody has a PIN, the voice speaks into
 * files, and item 201 is over soon after it began. The reminder comes ten minutes before the end: at once. An end
 * needs no reason then, with an extension neither.
 */
export function storeSite(): Site {
  const site = siteSchema.parse(JSON.parse(readFileSync(exampleFile, 'utf8')));
  site.store.reminderMinutes = 10;
  for (const person of site.staff) person.pin = pin;
  for (const technician of site.technicians) {
    if (technician.no === '88') Object.assign(technician, { groups: ['massage'], skills: ['massage'] });
  }
  for (const service of site.services) {
    if (service.code !== '201') continue;
    service.minutes = itemMinutes.service;
    service.extension.minutes = itemMinutes.extension;
  }
  site.voice = { engine: 'file', languages: ['zh-CN'], repeat: 1 };
  return site;
}

/** The card of a technician, a member of staff (`P01`) or a wristband (`band 45`). */
export function cardOf(site: Site, holder: string): string {
  const card =
    site.technicians.find(({ no }) => no === holder)?.card ??
    site.staff.find(({ no }) => no === holder)?.card ??
    site.wristbands.find(({ no }) => `band ${no}` === holder)?.card;
  if (card === undefined) throw new Error(`nobody holds a card as ${holder}`);
  return card;
}
