import type { z } from 'zod';
import { ruleKeyOf } from '../../model/commission/rules.ts';
import {
  effectsFor,
  type PolicyFields,
  policyOf,
  type RotationEffect,
  type RotationEvent,
} from '../../model/rotation/policy.ts';
import { type Site, siteSchema } from '../../model/site/schema.ts';
import { checkPaths } from './check-paths.ts';
import { checkReaders } from './check-readers.ts';
import { withOwnNames } from './own-names.ts';

/** One thing wrong with a site file: where, what stands there, what may. */
export interface SiteProblem {
  /** `rooms[3].beds` */
  path: string;
  /** What stands there, as JSON, cut after 80 characters; secrets are not repeated. */
  value: string;
  /** Stable: `shape` or `fit` (two parts of the file do not fit together). */
  code: 'json' | 'shape' | 'fit';
  /** What is allowed there. */
  allowed: string;
}

export type ParsedSite = { ok: true; site: Site } | { ok: false; problems: SiteProblem[] };

const secretKeys = new Set(['pin', 'scbk', 'card']);
const maxProblems = 50;

/**
 * Reads a site file's text. `complete` puts in what a file may leave out for the store to know. Never throws: what is
 * wrong comes back as problems, at most fifty.
 */
export function parseSite(json: string, complete: (data: unknown) => unknown = (data) => data): ParsedSite {
  let data: unknown;
  try {
    data = complete(withOwnNames(JSON.parse(json)));
  } catch (error) {
    const detail = error instanceof Error ? withoutQuote(error.message) : '';
    return { ok: false, problems: [{ path: '', value: detail.slice(0, 80), code: 'json', allowed: 'JSON' }] };
  }
  const result = siteSchema.safeParse(data, { reportInput: true });
  if (!result.success) {
    return {
      ok: false,
      problems: ofRightKind(result.error.issues)
        .flatMap((issue) => shapeProblems(issue, data))
        .slice(0, maxProblems),
    };
  }
  const problems = [...fitProblems(result.data), ...pathProblems(result.data)];
  return problems.length > 0
    ? { ok: false, problems: problems.slice(0, maxProblems) }
    : { ok: true, site: result.data };
}

/** Without what is said of the length of something that is of another kind altogether. */
function ofRightKind(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const ofOtherKind = new Set(issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => pathText(path)));
  return issues.filter(({ code, path }) => code === 'invalid_type' || !ofOtherKind.has(pathText(path)));
}

function shapeProblems(issue: z.core.$ZodIssue, data: unknown): SiteProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => problem('shape', [...issue.path, key], data, 'no such field'));
  }
  return [problem('shape', issue.path, data, allowedBy(issue))];
}

function allowedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
  if (issue.code === 'invalid_union' && issue.discriminator) return `a known "${issue.discriminator}"`;
  return issue.message.replace(/^Invalid input: /, '');
}

function problem(code: SiteProblem['code'], path: readonly PropertyKey[], data: unknown, allowed: string): SiteProblem {
  let value: unknown = data;
  for (const key of path) value = isRecord(value) ? value[String(key)] : undefined;
  const isSecret = path.some((key) => isSecretKey(String(key)));
  const shown = value === undefined ? 'missing' : isSecret ? '(secret)' : JSON.stringify(excerpt(value));
  return { path: pathText(path), value: shown.length > 80 ? `${shown.slice(0, 79)}…` : shown, code, allowed };
}

/** The runtime's words on broken JSON quote the text around; a secret may stand there. */
function withoutQuote(message: string): string {
  return message.replace(/, (\.\.\.)?"[\s\S]*$/, '');
}

function isSecretKey(key: string): boolean {
  return secretKeys.has(key.toLowerCase());
}

/** As much of a value as is ever shown, secrets covered: a hostile file is deep and wide. */
function excerpt(value: unknown, depth = 0): unknown {
  if (!isRecord(value)) return value;
  if (depth > 3) return '…';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => excerpt(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 20)
      .map(([key, item]) => [key, isSecretKey(key) ? '(secret)' : excerpt(item, depth + 1)]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

/** Devices that name what they may not; apart, since settings of before may have some, and nothing opens them. */
export function pathProblems(site: Site): SiteProblem[] {
  const problems: SiteProblem[] = [];
  checkPaths(site, (path, allowed) => problems.push(problem('fit', path, site, allowed)));
  return problems;
}

/** What the shapes cannot say: references lead somewhere, numbers, ids and cards are unique. */
export function fitProblems(site: Site): SiteProblem[] {
  const problems: SiteProblem[] = [];
  const report = (path: PropertyKey[], allowed: string) => problems.push(problem('fit', path, site, allowed));
  const unique = (list: keyof Site, items: readonly object[], key: string) => {
    const seen = new Set<unknown>();
    items.forEach((item, index) => {
      const value = (item as Record<string, unknown>)[key];
      if (value === undefined) return;
      if (seen.has(value)) report([list, index, key], 'each only once');
      seen.add(value);
    });
    return seen;
  };
  const rooms = unique('rooms', site.rooms, 'no');
  const groups = unique('groups', site.groups, 'code');
  unique('wristbands', site.wristbands, 'no');
  const technicians = unique('technicians', site.technicians, 'no');
  unique('staff', site.staff, 'no');
  const services = unique('services', site.services, 'code');
  unique('goods', site.goods, 'code');
  unique('tenders', site.tenders, 'code');
  unique('buses', site.buses, 'id');
  unique('readers', site.readers, 'id');
  unique('printers', site.printers, 'id');
  unique('rotation', site.rotation, 'group');
  unique('currencies', site.currencies, 'code');

  checkIds(site, report);
  site.technicians.forEach((technician, index) => {
    if (site.staff.some((staff) => staff.no === technician.no))
      report(['technicians', index, 'no'], 'not a staff number too');
    technician.groups.forEach((group, at) => {
      if (!groups.has(group)) report(['technicians', index, 'groups', at], 'a group of this file');
      if (technician.groups.indexOf(group) < at) report(['technicians', index, 'groups', at], 'each only once');
    });
  });
  checkCards(site, report);
  if (!site.staff.some((staff) => staff.role === 'manager')) report(['staff'], 'at least one manager');

  site.services.forEach((service, index) => {
    if (!groups.has(service.group)) report(['services', index, 'group'], 'a group of this file');
    if ((service.minimumMinutes ?? 0) > service.minutes)
      report(['services', index, 'minimumMinutes'], 'at most minutes');
    const { availability } = service;
    if (availability && availability.from === availability.to) {
      report(['services', index, 'availability', 'to'], 'other than from');
    }
  });
  const currencies = new Set([site.store.currency, ...site.currencies.map((entry) => entry.code)]);
  site.tenders.forEach((tender, index) => {
    if (!currencies.has(tender.currency))
      report(['tenders', index, 'currency'], 'the store currency or one with a rate');
  });
  site.rotation.forEach((entry, index) => {
    if (!groups.has(entry.group)) report(['rotation', index, 'group'], 'a group of this file');
    checkPolicies(entry, ['rotation', index], services, report);
  });
  site.commission.forEach((rule, index) => {
    const { technician, service, group } = rule.match;
    if (technician && !technicians.has(technician))
      report(['commission', index, 'match', 'technician'], 'a technician of this file');
    if (service && !services.has(service)) report(['commission', index, 'match', 'service'], 'a service of this file');
    if (group && !groups.has(group)) report(['commission', index, 'match', 'group'], 'a group of this file');
  });
  checkPay(site, report);
  checkTerminals(site, rooms, report);
  checkReaders(site, report);
  checkOutputs(site, report);
  return problems;
}

/** Nobody and nothing is there twice; technicians and staff are people alike. */
function checkIds(site: Site, report: (path: PropertyKey[], allowed: string) => void): void {
  for (const lists of [['rooms'], ['wristbands'], ['technicians', 'staff'], ['services'], ['goods']] as const) {
    const seen = new Set<string>();
    for (const list of lists) {
      site[list].forEach(({ id }, index) => {
        if (id === undefined) return;
        if (seen.has(id)) report([list, index, 'id'], 'each only once');
        seen.add(id);
      });
    }
  }
}

/** No two commission rules may both be the one that is paid; tiers and shifts are told apart. */
function checkPay(site: Site, report: (path: PropertyKey[], allowed: string) => void): void {
  const seen = new Set<string>();
  site.commission.forEach(({ match, pay, onTop }, index) => {
    const key = ruleKeyOf({ match });
    if (!onTop && seen.has(key)) report(['commission', index, 'match'], 'each match only once (or onTop)');
    if (!onTop) seen.add(key);
    if (pay.kind !== 'monthly-tier') return;
    pay.tiers.forEach(({ fromCount }, at) => {
      if (pay.tiers.findIndex((tier) => tier.fromCount === fromCount) < at)
        report(['commission', index, 'pay', 'tiers', at, 'fromCount'], 'each only once');
    });
  });
  const { shifts = [] } = site.attendance ?? {};
  shifts.forEach(({ code, from, to }, index) => {
    if (shifts.findIndex((shift) => shift.code === code) < index)
      report(['attendance', 'shifts', index, 'code'], 'each only once');
    if (from === to) report(['attendance', 'shifts', index, 'to'], 'other than from');
  });
}

function checkCards(site: Site, report: (path: PropertyKey[], allowed: string) => void): void {
  const seen = new Set<string>();
  for (const list of ['wristbands', 'technicians', 'staff'] as const) {
    site[list].forEach((holder, index) => {
      if (holder.card === undefined) return;
      if (seen.has(holder.card)) report([list, index, 'card'], 'each card with one holder only');
      seen.add(holder.card);
    });
  }
  const lost = new Set<string>();
  site.lostCards?.forEach(({ card }, index) => {
    if (lost.has(card)) report(['lostCards', index, 'card'], 'each only once');
    lost.add(card);
  });
}

function checkTerminals(site: Site, rooms: Set<unknown>, report: (path: PropertyKey[], allowed: string) => void): void {
  const withTerminal = new Set<string>();
  site.buses.forEach((bus, busIndex) => {
    const addresses = new Set<number>();
    bus.terminals.forEach((terminal, index) => {
      const path = ['buses', busIndex, 'terminals', index];
      if (addresses.has(terminal.address)) report([...path, 'address'], 'each address once on a bus');
      addresses.add(terminal.address);
      if ((terminal.room === undefined) === (terminal.place === undefined)) {
        report(path, 'either a room or a place');
      } else if (terminal.room !== undefined) {
        if (!rooms.has(terminal.room)) report([...path, 'room'], 'a room of this file');
        if (withTerminal.has(terminal.room)) report([...path, 'room'], 'one terminal for a room');
        withTerminal.add(terminal.room);
      }
    });
    if (bus.transport.type === 'file') report(['buses', busIndex, 'transport', 'type'], 'serial, tcp or sim');
  });
}

/** Effects fit their events, items exist, and a gender only where the group rotates by it. */
function checkPolicies(
  entry: Site['rotation'][number],
  path: PropertyKey[],
  services: Set<unknown>,
  report: (path: PropertyKey[], allowed: string) => void,
): void {
  const { versions = [], byGender } = entry;
  const check = (fields: PolicyFields, at: PropertyKey[]) => {
    for (const [happened, effect] of Object.entries(policyOf(fields).effects) as [RotationEvent, RotationEffect][]) {
      const fitting = effectsFor(happened);
      if (!fitting.includes(effect)) report([...at, 'effects', happened], `one of ${fitting.join(', ')}`);
    }
    fields.noTurnItems?.forEach((item, index) => {
      if (!services.has(item)) report([...at, 'noTurnItems', index], 'a service of this file');
    });
  };
  check(entry, path);
  versions.forEach((version, index) => {
    check(version, [...path, 'versions', index]);
    if (version.gender !== undefined && !byGender) {
      report([...path, 'versions', index, 'gender'], 'only where byGender is true');
    }
  });
}

/** Printers stand in for printers there are; places and quiet hours make sense. */
function checkOutputs(site: Site, report: (path: PropertyKey[], allowed: string) => void): void {
  site.printers.forEach(({ id, fallback }, index) => {
    const isThere = site.printers.some((other) => other.id === fallback?.printer && other.id !== id);
    if (fallback && !isThere) report(['printers', index, 'fallback', 'printer'], 'another printer of this file');
  });
  const { places = [], quietHours = [] } = site.voice;
  places.forEach(({ id, floors = [] }, index) => {
    if (places.findIndex((other) => other.id === id) < index)
      report(['voice', 'places', index, 'id'], 'each only once');
    floors.forEach((floor, at) => {
      if (!site.rooms.some((room) => room.floor === floor))
        report(['voice', 'places', index, 'floors', at], 'a floor of this file');
    });
  });
  quietHours.forEach(({ from, to }, index) => {
    if (from === to) report(['voice', 'quietHours', index, 'to'], 'other than from');
  });
}
