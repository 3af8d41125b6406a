import { createContext, useContext } from 'react';
import type { CatalogIndex } from './catalog-index.ts';

/** Holds the catalog for the signed-in screens; filled by the frame around them. */
export const CatalogContext = createContext<CatalogIndex | null>(null);

/** What the store sells, who works there, how it counts. Only inside the signed-in screens. */
export function useCatalog(): CatalogIndex {
  const catalog = useContext(CatalogContext);
  if (!catalog) throw new Error('useCatalog outside of CatalogProvider');
  return catalog;
}
