import { readFileSync } from 'node:fs';
import type { Site } from '../../core/model/site/schema.ts';
import { readSite } from '../../host/setup/site-files.ts';
import { projectPath } from '../common/project.ts';

/** The example store as its file has it. */
export function exampleSite(): Site {
  return readSite(readFileSync(projectPath('site/jiangwan.json'), 'utf8')).full;
}

/** The example store with printers and without lines and readers: what is asked of devices is no matter here. */
export function crashSite(): Site {
  const site = exampleSite();
  // What is counted would be sold out.
  const goods = site.goods.map(({ stock: _stock, ...article }) => article);
  return { ...site, goods, buses: [], readers: [] };
}
