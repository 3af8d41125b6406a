import type { Catalog } from '../../host/parts/site/views.ts';

/** The catalog with what screens look up by code. */
export interface CatalogIndex extends Catalog {
  serviceByCode: ReadonlyMap<string, Catalog['services'][number]>;
  goodsByCode: ReadonlyMap<string, Catalog['goods'][number]>;
  groupByCode: ReadonlyMap<string, Catalog['groups'][number]>;
  staffByNo: ReadonlyMap<string, Catalog['staff'][number]>;
  tenderByCode: ReadonlyMap<string, Catalog['tenders'][number]>;
  /** By kind and key: `person ~2`. */
  passedOnByKey: ReadonlyMap<string, Catalog['passedOn'][number]>;
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
    passedOnByKey: new Map(catalog.passedOn.map((one) => [`${one.kind} ${one.key}`, one])),
  };
}
