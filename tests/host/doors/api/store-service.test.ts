import { expect, it } from 'vitest';
import { partRouters } from '../../../../host/doors/api/parts.ts';
import { appRouter } from '../../../../host/doors/api/router.ts';
import type { StoreService } from '../../../../host/doors/api/store-service.ts';
import { fakeStore } from '../stations/fake-store.ts';

const whatIsTaken = (_store: StoreService) => true;

it('is whatever the calls of all parts ask for: a store that lacks one of them does not compile', () => {
  const { service } = fakeStore();
  expect(whatIsTaken(service)).toBe(true);
  const { bills: _bills, ...withoutBills } = service;
  // @ts-expect-error nobody settles here
  whatIsTaken(withoutBills);
  const withOtherBills = { ...service, bills: { ...service.bills, today: () => 1 } };
  // @ts-expect-error a number is no list of bills
  whatIsTaken(withOtherBills);
});

it('is asked by every part under the name the part has', () => {
  const paths = Object.keys(appRouter._def.procedures);
  expect(new Set(paths.map((name) => name.split('.')[0]))).toEqual(new Set([...Object.keys(partRouters), 'act']));
});
