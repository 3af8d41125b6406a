import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Catalog } from '../../host/parts/site/views.ts';

import { AsyncBoundary } from '../components/async-boundary.tsx';
import { api } from './api.ts';
import { type CatalogIndex, indexCatalog } from './catalog-index.ts';

export type { CatalogIndex } from './catalog-index.ts';

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

/** What the store sells, who works there, how it counts. Only inside the signed-in screens. */
export function useCatalog(): CatalogIndex {
  const catalog = useContext(Context);
  if (!catalog) throw new Error('useCatalog outside of CatalogProvider');
  return catalog;
}
