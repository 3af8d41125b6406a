import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import type { Catalog } from '../../../host/parts/site/views.ts';

import { api } from '../../client/api.ts';
import { CatalogContext } from '../../client/catalog.ts';
import { indexCatalog } from '../../client/catalog-index.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';

/** Loads the catalog once and again whenever the store says it changed; its children always have one. */
export function CatalogProvider({ children }: { children: ReactNode }) {
  const query = useQuery({ queryKey: ['catalog'], queryFn: () => api.board.catalog.query() });
  return <AsyncBoundary query={query}>{(catalog) => <Indexed catalog={catalog}>{children}</Indexed>}</AsyncBoundary>;
}

function Indexed({ catalog, children }: { catalog: Catalog; children: ReactNode }) {
  const index = useMemo(() => indexCatalog(catalog), [catalog]);
  return <CatalogContext.Provider value={index}>{children}</CatalogContext.Provider>;
}
