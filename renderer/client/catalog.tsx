import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Catalog } from '../../host/api/views.ts';
import { AsyncBoundary } from '../components/async-boundary.tsx';
import { api } from './api.ts';

/** The catalog with what screens look up by code. */
export interface CatalogIndex extends Catalog {
  serviceByCode: ReadonlyMap<string, Catalog['services'][number]>;
  goodsByCode: ReadonlyMap<string, Catalog['goods'][number]>;
  groupByCode: ReadonlyMap<string, Catalog['groups'][number]>;
  staffByNo: ReadonlyMap<string, Catalog['staff'][number]>;
  tenderByCode: ReadonlyMap<string, Catalog['tenders'][number]>;
}

const Context = createContext<CatalogIndex | null>(null);

/** Loads the catalog once and again whenever the store says it changed; its children always have one. */
export function CatalogProvider({ children }: { children: ReactNode }) {
  const query = useQuery({ queryKey: ['catalog'], queryFn: () => api.board.catalog.query() });
  return <AsyncBoundary query={query}>{(catalog) => <Indexed catalog={catalog}>{children}</Indexed>}</AsyncBoundary>;
}

function Indexed({ catalog, children }: { catalog: Catalog; children: ReactNode }) {
  const index = useMemo(() => indexCatalog(catalog), [catalog]);
  return <Context.Provider value={index}>{children}</Context.Provider>;
}

/** A catalog with its lookups. */
export function indexCatalog(catalog: Catalog): CatalogIndex {
  return {
    ...catalog,
    serviceByCode: new Map(catalog.services.map((service) => [service.code, service])),
    goodsByCode: new Map(catalog.goods.map((goods) => [goods.code, goods])),
    groupByCode: new Map(catalog.groups.map((group) => [group.code, group])),
    staffByNo: new Map(catalog.staff.map((staff) => [staff.no, staff])),
    tenderByCode: new Map(catalog.tenders.map((tender) => [tender.code, tender])),
  };
}

/** What the store sells, who works there, how it counts. Only inside the signed-in screens. */
export function useCatalog(): CatalogIndex {
  const catalog = useContext(Context);
  if (!catalog) throw new Error('useCatalog outside of CatalogProvider');
  return catalog;
}
