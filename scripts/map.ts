import { readFileSync, writeFileSync } from 'node:fs';
import { mapOfHouse, mapPage, pageWith } from './common/house-map.ts';

/** `npm run map`: draws the folders and their imports anew into the page that shows them. */
const page = pageWith(readFileSync(mapPage, 'utf8'), await mapOfHouse());
writeFileSync(mapPage, page);
process.stdout.write(`${mapPage}\n`);
